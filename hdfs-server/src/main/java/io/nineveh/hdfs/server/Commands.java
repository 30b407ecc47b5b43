package io.nineveh.hdfs.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * What a cluster can be told to do, a line each:
 *
 * <ul>
 *   <li>{@code stop datanode K}, {@code start datanode K}
 *   <li>{@code stop namenode K}, {@code start namenode K}
 *   <li>{@code failover}: of two name nodes, the one that was not active is so now
 * </ul>
 *
 * <p>K counts from 0. What was stopped keeps its port. The answer is one line, when it is done: {@code done: } or
 * {@code failed: } and the command, and after a failure what went wrong.
 */
final class Commands {
    private final Cluster cluster;

    Commands(Cluster cluster) {
        this.cluster = cluster;
    }

    String answer(String command) {
        try {
            perform(List.of(command.split(" ", -1)));
            return "done: " + command;
        } catch (IOException | TimeoutException | RuntimeException e) {
            return failed(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(command, e);
        }
    }

    private static String failed(String command, Exception why) {
        return "failed: %s: %s"
                .formatted(command, why.toString().lines().findFirst().orElseThrow());
    }

    private void perform(List<String> words) throws IOException, InterruptedException, TimeoutException {
        if (words.equals(List.of("failover"))) {
            cluster.failOver();
            return;
        }
        int number = Integer.parseInt(words.get(2));
        switch (words.get(0) + " " + words.get(1)) {
            case "stop datanode" -> cluster.stopDataNode(number);
            case "start datanode" -> cluster.startDataNode(number);
            case "stop namenode" -> cluster.stopNameNode(number);
            case "start namenode" -> cluster.startNameNode(number);
            default -> throw new IllegalArgumentException("there is no such command");
        }
    }
}
