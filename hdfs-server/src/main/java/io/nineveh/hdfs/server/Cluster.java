package io.nineveh.hdfs.server;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.MiniDFSCluster.DataNodeProperties;
import org.apache.hadoop.hdfs.server.datanode.DataNode;

/** A cluster that runs. Its nodes have numbers from 0 on, which they keep while they are stopped. */
final class Cluster implements Closeable {
    private static final int PATIENCE_MILLIS = 40_000;
    private static final int PAUSE_MILLIS = 50;

    private final MiniDFSCluster nodes;
    private final List<String> dataNodes;
    private final Map<Integer, DataNodeProperties> stoppedDataNodes = new HashMap<>();

    /** Waits until all nodes are ready. */
    Cluster(MiniDFSCluster nodes) throws IOException {
        this.nodes = nodes;
        nodes.waitActive();
        this.dataNodes = nodes.getDataNodes().stream()
                .map(node -> node.getDatanodeId().getXferAddr())
                .toList();
    }

    List<Integer> nameNodePorts() {
        return nameNodes().map(nodes::getNameNodePort).boxed().toList();
    }

    /** Returns when its connections are closed. */
    void stopDataNode(int number) {
        stoppedDataNodes.put(number, nodes.stopDataNode(dataNodes.get(number)));
    }

    /** Starts one that was stopped, on the port it had; returns when the active name node knows it again. */
    void startDataNode(int number) throws IOException, InterruptedException, TimeoutException {
        nodes.restartDataNode(stoppedDataNodes.remove(number), true);
        List<DataNode> running = nodes.getDataNodes();
        nodes.waitDatanodeConnectedToActive(running.get(running.size() - 1), PATIENCE_MILLIS);
    }

    void stopNameNode(int number) {
        nodes.shutdownNameNode(number);
    }

    /** Starts one that was stopped, on the port it had; returns when it knows the data nodes. One of two is not active then. */
    void startNameNode(int number) throws IOException, InterruptedException, TimeoutException {
        int[] active = nameNodes().filter(this::isActive).toArray();
        nodes.restartNameNode(number, false);
        finishSegmentsOfEdits(active);
        long start = System.nanoTime();
        while (nodes.getNamesystem(number).getNumLiveDataNodes()
                        < nodes.getDataNodes().size()
                || nodes.getNamesystem(number).isInSafeMode()) {
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
                throw new TimeoutException("%d data nodes have come; %s"
                        .formatted(
                                nodes.getNamesystem(number).getNumLiveDataNodes(),
                                nodes.getNamesystem(number).getSafemode()));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** One that starts waits in safe mode for blocks that are gone, until it reads of it in finished segments. */
    private void finishSegmentsOfEdits(int[] nameNodes) throws IOException {
        for (int number : nameNodes) {
            nodes.getNameNodeRpc(number).rollEditLog();
        }
    }

    /** Makes the other name node the active one. */
    void failOver() throws IOException {
        int next = nameNodes()
                .filter(number -> nodes.getNameNode(number) != null && !isActive(number))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no other name node runs"));
        for (int number : nameNodes().filter(this::isActive).toArray()) {
            nodes.transitionToStandby(number);
        }
        nodes.transitionToActive(next);
    }

    private boolean isActive(int number) {
        return nodes.getNameNode(number) != null && nodes.getNameNode(number).isActiveState();
    }

    private IntStream nameNodes() {
        return IntStream.range(0, nodes.getNumNameNodes());
    }

    @Override
    public void close() {
        nodes.close();
    }
}
