package io.nineveh.dist;

import io.nineveh.server.Server;
import io.nineveh.server.ServerConfig;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The distribution's server, with fault points: a line on stdin names one, {@code go} lets the job go on that is held there.
 * Ends when stdin does, with the test. Only here are fault points to be had: the released programs have no observer.
 */
final class HeldServerMain {
    private HeldServerMain() {}

    public static void main(String[] arguments) throws Exception {
        HeldJobs jobs = new HeldJobs(System.out);
        Server server = Server.start(ServerConfig.read(Path.of(arguments[1])), jobs);
        System.out.printf(
                "server ready on %s:%d%n",
                server.mySqlAddress().getAddress().getHostAddress(),
                server.mySqlAddress().getPort());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            if (line.equals("go")) {
                jobs.letGo();
            } else {
                jobs.holdAt(line);
            }
        }
        System.exit(0);
    }
}
