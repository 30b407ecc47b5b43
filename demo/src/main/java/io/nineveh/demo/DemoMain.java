package io.nineveh.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nineveh demo}: starts a broker and a server on free ports, tells the story, and cleans up. */
@Command(
        name = "nineveh demo",
        mixinStandardHelpOptions = true,
        description = "Backs up a real table through a real broker process, loses it, and gets it back.")
public final class DemoMain implements Callable<Integer> {
    @Option(names = "--keep", description = "leave broker and server running at the end, and print how to connect")
    private boolean keep;

    private final Path home;

    DemoMain(Path home) {
        this.home = home;
    }

    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("nineveh.home", "."));
        System.exit(new CommandLine(new DemoMain(home)).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("nineveh-demo-");
        Console console = new Console(System.out);
        // At exit, so that whoever presses Ctrl-C leaves as little behind as who sees the end.
        Cleaning cleaning = new Cleaning(directory);
        Thread onExit = new Thread(cleaning, "demo-cleaning");
        Runtime.getRuntime().addShutdownHook(onExit);
        try {
            ChildProcess broker = cleaning.watch(startBroker(directory));
            ChildProcess server = cleaning.watch(startServer(directory));
            new Story(console, broker, server, directory.resolve("repository"), examples()).tell();
            if (keep) {
                cleaning.cancel();
                printHowToConnect(console, directory, broker, server);
            }
            return 0;
        } catch (DemoFailedException e) {
            System.err.println("The demo failed: " + e.getMessage());
        } catch (SQLException e) {
            System.err.printf(
                    "The demo failed: the server answered %d (%s): %s%n",
                    e.getErrorCode(), e.getSQLState(), e.getMessage());
        }
        cleaning.logs().ifPresent(System.err::println);
        return 1;
    }

    private Path examples() {
        return home.resolve("examples");
    }

    private ChildProcess startBroker(Path directory) throws IOException, InterruptedException, DemoFailedException {
        Path repository = Files.createDirectories(directory.resolve("repository"));
        return start(
                "broker",
                directory,
                List.of(
                        "host=127.0.0.1",
                        "port=0",
                        "http_port=",
                        "plugins=" + home.resolve("plugins"),
                        "plugin.local.roots=" + repository));
    }

    private ChildProcess startServer(Path directory) throws IOException, InterruptedException, DemoFailedException {
        return start(
                "server",
                directory,
                List.of(
                        "host=127.0.0.1",
                        "port=0",
                        "data=" + directory.resolve("data"),
                        "plugins=" + home.resolve("plugins")));
    }

    private ChildProcess start(String program, Path directory, List<String> configuration)
            throws IOException, InterruptedException, DemoFailedException {
        Path conf = Files.write(directory.resolve(program + ".properties"), configuration);
        return ChildProcess.start(
                program,
                List.of(home.resolve("bin/nineveh").toString(), program, "--conf", conf.toString()),
                directory.resolve(program + ".log"));
    }

    private static void printHowToConnect(Console console, Path directory, ChildProcess broker, ChildProcess server) {
        console.say("Broker and server stay up. Connect with any MySQL client:");
        console.say("");
        console.say("    mysql -h 127.0.0.1 -P %d -u root demo", server.port());
        console.say("");
        console.say(
                "Their files and logs are in %s. To end them: kill %d %d",
                directory, broker.handle().pid(), server.handle().pid());
    }
}
