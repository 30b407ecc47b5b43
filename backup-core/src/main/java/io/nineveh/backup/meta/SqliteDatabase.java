package io.nineveh.backup.meta;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;

/** The SQLite file behind the store: how it is made, opened, checked and brought up to date. */
final class SqliteDatabase {
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(30);

    private final Path file;

    SqliteDatabase(Path file) {
        this.file = file;
    }

    /** Loads SQLite itself, which sqlite-jdbc unpacks into a temporary directory and links from there. */
    static void loadNativeLibrary() {
        String directory = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
        try {
            SQLiteJDBCLoader.initialize();
            UnpackedLibrary.unlink("sqlitejdbc", Path.of(directory));
        } catch (Exception | LinkageError e) {
            throw new MetadataException(
                    ("cannot load the SQLite library, which is unpacked into %s: %s; make that directory writable and"
                                    + " executable (not mounted noexec), or name another with -Dorg.sqlite.tmpdir=DIR")
                            .formatted(directory, e.getMessage()),
                    e);
        }
    }

    /** Makes the file if there is none, for its owner alone: it holds the credentials of repositories. */
    void createFile() throws IOException {
        try {
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            // It stays as it is.
        }
    }

    Path file() {
        return file;
    }

    /** The one connection that writes. */
    Handle openWriter() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        return Jdbi.open(dataSource(config));
    }

    /** For connections that read; each of its transactions sees the database as it is when the transaction begins. */
    Jdbi reader() {
        return Jdbi.create(dataSource(new SQLiteConfig()));
    }

    private SQLiteDataSource dataSource(SQLiteConfig config) {
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
        return source;
    }

    /**
     * Looks for damage in the whole file.
     *
     * @throws MetadataException when there is some
     */
    void check(Handle handle) {
        List<String> findings =
                handle.createQuery("PRAGMA quick_check(10)").mapTo(String.class).list();
        if (!findings.equals(List.of("ok"))) {
            throw damaged(String.join("; ", findings), Optional.empty());
        }
    }

    /** Brings the tables to the newest form. */
    void migrate() {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        try {
            Flyway.configure(SqliteDatabase.class.getClassLoader())
                    .dataSource(dataSource(config))
                    .locations("classpath:db/migration")
                    // A database that a newer version has changed is refused, not guessed at.
                    .ignoreMigrationPatterns("")
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new MetadataException(
                    ("the metadata database %s was changed by another version of Nineveh; start the version that last"
                                    + " used it, or a newer one: %s")
                            .formatted(file, e.getMessage()),
                    e);
        } catch (FlywayException e) {
            throw new MetadataException(
                    "cannot bring the tables of the metadata database %s up to date: %s"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    /** What a failed statement means for who operates the server. */
    MetadataException explain(String failed, Exception e) {
        Optional<SQLiteException> cause = sqliteCause(e);
        if (cause.isPresent()) {
            SQLiteErrorCode code = cause.orElseThrow().getResultCode();
            if (code == SQLiteErrorCode.SQLITE_NOTADB || primary(code) == SQLiteErrorCode.SQLITE_CORRUPT.code) {
                return damaged(cause.orElseThrow().getMessage(), Optional.of(e));
            }
            if (code == SQLiteErrorCode.SQLITE_FULL) {
                return new MetadataException(
                        "cannot %s the metadata database %s: the disk is full; free some space and try again"
                                .formatted(failed, file),
                        e);
            }
        }
        String message = cause.map(Throwable::getMessage).orElse(e.getMessage());
        return new MetadataException("cannot %s the metadata database %s: %s".formatted(failed, file, message), e);
    }

    /** Whether a commit that failed like this has certainly left nothing in the file. */
    static boolean isCleanFailure(SQLException e) {
        return sqliteCause(e)
                .map(cause -> primary(cause.getResultCode()))
                .filter(code -> code == SQLiteErrorCode.SQLITE_FULL.code
                        || code == SQLiteErrorCode.SQLITE_BUSY.code
                        || code == SQLiteErrorCode.SQLITE_CONSTRAINT.code)
                .isPresent();
    }

    private MetadataException damaged(String finding, Optional<Exception> cause) {
        return new MetadataException(
                ("the metadata database %s is damaged or is no SQLite database (%s); put a copy of it in its place, or"
                                + " move it away to start with an empty one")
                        .formatted(file, finding),
                cause.orElse(null));
    }

    /** Extended result codes carry the primary one in their lowest byte. */
    private static int primary(SQLiteErrorCode code) {
        return code.code & 0xff;
    }

    private static Optional<SQLiteException> sqliteCause(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
