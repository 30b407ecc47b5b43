package io.nineveh.demo;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The example data: reports of aircraft that struck wildlife, in the order of the file. */
final class BirdStrikes {
    /** The table for it; the columns stand in the order of the file's. */
    static final String TABLE = """
            CREATE TABLE strikes (
                airport VARCHAR(64) NOT NULL,
                aircraft VARCHAR(32),
                damage VARCHAR(16),
                flight_date DATE NOT NULL,
                operator VARCHAR(48),
                origin_state VARCHAR(32),
                phase VARCHAR(24),
                wildlife_size VARCHAR(16),
                species VARCHAR(48),
                time_of_day VARCHAR(8),
                cost_other INT,
                cost_repair INT,
                cost_total BIGINT,
                speed_knots SMALLINT COMMENT "empty where it is not known"
            )
            DUPLICATE KEY(airport)
            PARTITION BY RANGE(flight_date) (
                PARTITION p_to_1994 VALUES LESS THAN ("1995-01-01"),
                PARTITION p_1995_1999 VALUES LESS THAN ("2000-01-01"),
                PARTITION p_from_2000 VALUES LESS THAN MAXVALUE
            )
            DISTRIBUTED BY HASH(airport) BUCKETS 3
            PROPERTIES("replication_num" = "1")""";

    private static final int FIRST_NUMBER = 10;

    private final List<CSVRecord> records;

    private BirdStrikes(List<CSVRecord> records) {
        this.records = records;
    }

    static BirdStrikes read(Path examples) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (Reader reader = Files.newBufferedReader(examples.resolve("birdstrikes.csv"));
                CSVParser parser = format.parse(reader)) {
            return new BirdStrikes(parser.getRecords());
        }
    }

    int count() {
        return records.size();
    }

    /** One statement that loads the rows from one index to another, the latter excluded. */
    String insert(int from, int to) {
        return records.subList(from, to).stream()
                .map(BirdStrikes::literals)
                .collect(Collectors.joining(",\n", "INSERT INTO strikes VALUES\n", ""));
    }

    private static String literals(CSVRecord row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> i < FIRST_NUMBER ? quoted(row.get(i)) : number(row.get(i)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String number(String text) {
        return text.isEmpty() ? "NULL" : text;
    }
}
