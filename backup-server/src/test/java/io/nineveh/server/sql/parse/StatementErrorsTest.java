package io.nineveh.server.sql.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nineveh.backup.RefusedException;
import io.nineveh.backup.RefusedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementErrorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SHOW BAKUP FROM db              | the nearest that is: SHOW BACKUP
            BACKUP SNAPSHOOT db.l TO r      | the nearest that is: BACKUP SNAPSHOT
            ALTER SYSTEM ADD BACKEND "h:1"  | the nearest that is: ALTER SYSTEM ADD BROKER
            CREATE REPOSITRY r              | the nearest that is: CREATE REPOSITORY
            SELCT 1                         | the nearest that is: SELECT
            SHOW PROC '/brokers'            | SHOW PROC
            """)
    void aStatementThatThereIsNotNamesTheNearest(String text, String expected) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> StatementParser.parse(text))
                .withMessageContaining(expected)
                .withMessageContaining("is not supported")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_SUPPORTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET PASSWORD = 'x'", "MERGE INTO t USING u", "GRANT ALL ON *.* TO u", "frobnicate"})
    void nothingUnknownIsAccepted(String text) {
        assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> StatementParser.parse(text));
    }

    @Test
    void aSyntaxErrorNamesThePlaceAndTheSyntax() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> StatementParser.parse("BACKUP SNAPSHOT db.l\n  INTO r"))
                .withMessageContaining("line 2, column 3, near 'INTO'")
                .withMessageContaining("BACKUP SNAPSHOT [database.]label TO repository");
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> StatementParser.parse("DROP REPOSITORY"))
                .withMessageContaining("near the end of the statement");
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> StatementParser.parse("SHOW BROKER; SHOW BROKER"))
                .withMessageContaining("line 1, column 14, near 'SHOW'");
    }

    @Test
    void aQuoteThatIsNotClosedIsNamed() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> StatementParser.parse("ALTER SYSTEM ADD BROKER b \"h:1"))
                .withMessageContaining("this quote is not closed");
    }

    @Test
    void aSyntaxErrorNeverRepeatsAString() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> StatementParser.parse(
                        "CREATE REPOSITORY r WITH S3 ON LOCATION 's3://b' PROPERTIES ('secret' 'hush')"))
                .withMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ; ;", "-- nothing", "/* nothing */"})
    void anEmptyStatementIsAnError(String text) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> StatementParser.parse(text))
                .withMessageContaining("empty");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BACKUP SNAPSHOT l TO r PROPERTIES ("type"="incremental")  | Currently does not support incremental backup
            BACKUP SNAPSHOT l TO r PROPERTIES ("type"="diff")         | Invalid backup job type: diff
            BACKUP SNAPSHOT l TO r PROPERTIES ("timeout"="599")       | timeout must be at least 10 min
            BACKUP SNAPSHOT l TO r PROPERTIES ("timeout"="1h")        | Invalid timeout format: 1h
            BACKUP SNAPSHOT l TO r PROPERTIES ("tiemout"="600")       | Unknown backup job properties: [tiemout]
            BACKUP SNAPSHOT l TO r PROPERTIES ("ttl"="7 DAY")         | The property "ttl" is not supported yet
            BACKUP SNAPSHOT l TO r PROPERTIES ("type"="full", "type"="full") | "type" is given twice
            BACKUP SNAPSHOT l TO r ON (db.t)                          | Specify database name before label
            BACKUP SNAPSHOT l TO r ON (t, T)                          | Duplicated table in the list: T
            BACKUP SNAPSHOT l TO r ON (t AS u)                        | Can not set alias for table in Backup Stmt: t
            RESTORE SNAPSHOT l FROM r PROPERTIES ("foo"="1")          | Unknown restore job properties: [foo]
            RESTORE SNAPSHOT l FROM r PROPERTIES ("is_being_synced"="true") | The property "is_being_synced" is not supported yet
            RESTORE SNAPSHOT l FROM r PROPERTIES ("replication_allocation"="tag.location.default: 3") | replication_allocation "tag.location.default: 3" is not possible
            RESTORE SNAPSHOT l FROM r PROPERTIES ("allow_load"="1")   | Invalid boolean property allow_load value: 1
            RESTORE SNAPSHOT l FROM r PROPERTIES ("replication_num"="0") | Invalid replication num format: 0
            RESTORE SNAPSHOT l FROM r PROPERTIES ("meta_version"="x") | Invalid meta version format: x
            RESTORE SNAPSHOT l FROM r PROPERTIES ("meta_version"="2") | meta_version 2 is newer than 1
            RESTORE SNAPSHOT l FROM r PROPERTIES ("backup_timestamp"="now") | Invalid backup_timestamp: now
            RESTORE SNAPSHOT l FROM r EXCLUDE (t AS u)                | alias in exclude clause does not make sense
            SHOW BACKUP WHERE Label = "l"                             | Where clause should like: SnapshotName = "your_snapshot_name",  or SnapshotName LIKE "matcher"
            SHOW RESTORE WHERE LABEL = "l" AND LABEL = "m"            | Where clause should like: LABEL = "your_label_name",  or LABEL LIKE "matcher"
            SHOW SNAPSHOT ON r WHERE TIMESTAMP = "2018-04-18-19-19-10" | Where clause should looks like: SNAPSHOT = 'your_snapshot_name' [AND TIMESTAMP = '2018-04-18-19-19-10']
            CREATE REPOSITORY r WITH LOCAL ON LOCATION "/a"           | it has no scheme
            EXPORT TABLE t TO "/a" WITH LOCAL                         | it has no scheme
            EXPORT TABLE t TO "s3://b/p" PROPERTIES ("column_separator"="N") WITH S3 | cannot be a separator
            EXPORT TABLE t TO "s3://b/p" PROPERTIES ("column_separator"="") WITH S3 | a separator cannot be empty
            LOAD LABEL l (DATA INFILE("s3://b/p") INTO TABLE t) WITH S3 PROPERTIES ("max_filter_ratio"="2") | max_filter_ratio must be from 0 to 1
            LOAD LABEL l (DATA INFILE("s3://b/p") INTO TABLE t) WITH S3 PROPERTIES ("timeout"="0") | timeout must be from 1
            LOAD LABEL l (DATA INFILE("s3://b/p") INTO TABLE t) WITH S3 PROPERTIES ("strict_mode"="1") | strict_mode value: 1
            SHOW LOAD WHERE Progress = "1"                            | Where clause should looks like: LABEL = "your_load_label"
            CANCEL LOAD WHERE STATE = "PENDING"                       | Where clause should look like: LABEL = "your_load_label"
            """)
    void whatTheTextAloneShowsToBeWrongIsRefused(String text, String message) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> StatementParser.parse(text))
                .withMessageContaining(message);
    }
}
