package io.nineveh.bench.backup;

import io.nineveh.backup.tablet.TabletFile;
import io.nineveh.backup.tablet.TabletSnapshot;
import io.nineveh.broker.api.BrokerFileSystem;
import io.nineveh.broker.api.Location;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One file after the other through a broker, each in the steps of the compatible protocol that older clients take for it: list,
 * delete what may be left under both names, open, write, close, rename.
 */
record StepByStep(BrokerFileSystem broker) implements Mover {
    static final String VIA = "steps";

    @Override
    public String via() {
        return VIA;
    }

    @Override
    public void upload(Tree tree, Location target) throws IOException {
        for (TabletSnapshot tablet : tree.tablets()) {
            for (TabletFile file : tablet.files()) {
                Location place = PlainLoop.place(target, tablet, file);
                Location part = Location.of(place + ".part");
                broker.list(Location.of(place + "*"));
                broker.delete(part);
                broker.delete(place);
                PlainLoop.write(broker, tablet.directory().resolve(file.name()), part);
                broker.rename(part, place);
            }
        }
    }

    @Override
    public void download(Tree tree, Location source, Path target) throws IOException {
        new PlainLoop(broker).download(tree, source, target);
    }
}
