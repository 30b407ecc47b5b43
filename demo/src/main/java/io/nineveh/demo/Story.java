package io.nineveh.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The main job of the system, from an empty server to a table that was lost and is back. */
final class Story {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLISECONDS = 100;
    private static final int ROWS_A_LOAD = 3_000;
    /** The rows from here on are loaded while the backup runs, the last ones after it. */
    private static final int ROWS_BEFORE = 9_000;

    private static final int ROWS_MEANWHILE = 9_500;

    private static final String FIGURES =
            "SELECT count(*) AS row_count, sum(cost_total) AS cost, sum(speed_knots) AS knots,"
                    + " min(flight_date) AS first, max(flight_date) AS last FROM ";

    private final Console console;
    private final ChildProcess broker;
    private final ChildProcess server;
    private final Path repository;
    private final Path examples;

    Story(Console console, ChildProcess broker, ChildProcess server, Path repository, Path examples) {
        this.console = console;
        this.broker = broker;
        this.server = server;
        this.repository = repository;
        this.examples = examples;
    }

    void tell() throws SQLException, IOException, InterruptedException, DemoFailedException {
        BirdStrikes strikes = BirdStrikes.read(examples);
        console.say("A broker (port %d) and a backup server (port %d) are running.", broker.port(), server.port());
        try (Client client = Client.connect(server.port(), console)) {
            addBroker(client);
            loadTable(client, strikes);
            createRepository(client);
            ResultTable before = client.show(FIGURES + "strikes");
            ResultTable partitionBefore = client.query(FIGURES + "strikes WHERE flight_date >= '2000-01-01'");
            backUp(client, strikes);
            lose(client);
            restore(client);
            check(client, "strikes", before);
            check(client, "strikes_2000", partitionBefore);
        }
        console.say(
                "%nThe table is back as it was when BACKUP was accepted, and so is the one partition under its new name.");
    }

    private void addBroker(Client client) throws SQLException, DemoFailedException {
        console.chapter("The server learns of the broker");
        client.execute("ALTER SYSTEM ADD BROKER local_broker \"127.0.0.1:%d\"".formatted(broker.port()));
        ResultTable brokers = client.show("SHOW BROKER");
        require(brokers.cell(0, "Alive").equals("true"), "the broker is not alive");
    }

    private void loadTable(Client client, BirdStrikes strikes) throws SQLException {
        console.chapter("A table with partitions and buckets, and real data in it");
        client.execute("CREATE DATABASE demo");
        client.execute("USE demo");
        client.execute(BirdStrikes.TABLE);
        for (int from = 0; from < ROWS_BEFORE; from += ROWS_A_LOAD) {
            client.execute(strikes.insert(from, Math.min(from + ROWS_A_LOAD, ROWS_BEFORE)));
        }
        console.statement("SHOW PARTITIONS FROM strikes");
        console.table(client.query("SHOW PARTITIONS FROM strikes")
                .only(List.of("PartitionName", "VisibleVersion", "Range", "Buckets", "DataSize", "RowCount")));
    }

    private void createRepository(Client client) throws SQLException {
        console.chapter("A repository, reached through the broker");
        client.execute(
                "CREATE REPOSITORY archive WITH BROKER local_broker ON LOCATION \"file://%s\"".formatted(repository));
        client.show("SHOW REPOSITORIES");
    }

    private void backUp(Client client, BirdStrikes strikes)
            throws SQLException, InterruptedException, DemoFailedException {
        console.chapter("A backup, while loads go on");
        client.execute("BACKUP SNAPSHOT demo.monday TO archive ON (strikes)");
        client.execute(strikes.insert(ROWS_BEFORE, ROWS_MEANWHILE));
        ResultTable finished = await(client, "SHOW BACKUP");
        console.statement("SHOW BACKUP");
        console.table(finished);
        client.execute(strikes.insert(ROWS_MEANWHILE, strikes.count()));
        client.show(FIGURES + "strikes");
        client.show("SHOW SNAPSHOT ON archive");
    }

    private void lose(Client client) throws SQLException, DemoFailedException {
        console.chapter("The worst day of the year");
        client.execute("DROP TABLE strikes");
        ResultTable tables = client.show("SHOW TABLES");
        require(tables.rows().isEmpty(), "the table is still there");
    }

    private void restore(Client client) throws SQLException, InterruptedException, DemoFailedException {
        console.chapter("The table comes back; then one partition of it, under another name");
        String timestamp = client.query("SHOW SNAPSHOT ON archive").cell(0, "Timestamp");
        for (String objects : List.of("strikes", "strikes PARTITION (p_from_2000) AS strikes_2000")) {
            client.execute(
                    "RESTORE SNAPSHOT demo.monday FROM archive ON (%s)%nPROPERTIES(\"backup_timestamp\" = \"%s\")"
                            .formatted(objects, timestamp));
            ResultTable finished = await(client, "SHOW RESTORE");
            console.statement("SHOW RESTORE");
            console.table(finished);
        }
        client.show("SHOW TABLES");
    }

    /** Asks until the newest job is at its end, and gives its row. */
    private ResultTable await(Client client, String question)
            throws SQLException, InterruptedException, DemoFailedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        String shown = "";
        while (Instant.now().isBefore(deadline)) {
            ResultTable jobs = client.query(question);
            String state = jobs.cell(0, "State");
            if (!state.equals(shown)) {
                console.say("        %s: %s", question, state);
                shown = state;
            }
            switch (state) {
                case "FINISHED" -> {
                    return new ResultTable(jobs.columns(), jobs.rows().subList(0, 1));
                }
                case "CANCELLED" ->
                    throw new DemoFailedException("%s: cancelled, %s".formatted(question, jobs.cell(0, "Status")));
                default -> Thread.sleep(POLL_MILLISECONDS);
            }
        }
        throw new DemoFailedException("%s: still %s after %d s".formatted(question, shown, PATIENCE.toSeconds()));
    }

    private void check(Client client, String table, ResultTable expected) throws SQLException, DemoFailedException {
        ResultTable actual = client.show(FIGURES + table);
        require(actual.equals(expected), "%s differs from what was backed up:%n%s".formatted(table, expected.format()));
        console.say("        as in the moment of the snapshot");
    }

    private static void require(boolean condition, String complaint) throws DemoFailedException {
        if (!condition) {
            throw new DemoFailedException(complaint);
        }
    }
}
