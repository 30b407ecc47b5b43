package io.nineveh.dist;

import java.io.IOException;

/** Which processes of a cluster are killed with -9. */
enum Victim {
    SERVER {
        @Override
        void kill(Cluster cluster) {
            cluster.killServer();
        }

        @Override
        void comeBack(Cluster cluster) throws IOException, InterruptedException {
            cluster.startServer();
        }
    },

    BROKER {
        @Override
        void kill(Cluster cluster) {
            cluster.killBroker();
        }

        @Override
        void comeBack(Cluster cluster) throws IOException, InterruptedException {
            cluster.restartBroker();
        }
    },

    /** The server comes back first: its job has to wait for the broker. */
    BOTH {
        @Override
        void kill(Cluster cluster) {
            cluster.killServer();
            cluster.killBroker();
        }

        @Override
        void comeBack(Cluster cluster) throws IOException, InterruptedException {
            cluster.startServer();
            cluster.restartBroker();
        }
    };

    abstract void kill(Cluster cluster);

    abstract void comeBack(Cluster cluster) throws IOException, InterruptedException;
}
