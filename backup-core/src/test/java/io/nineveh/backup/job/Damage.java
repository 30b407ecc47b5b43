package io.nineveh.backup.job;

import io.nineveh.backup.fake.MemoryFileSystem;
import io.nineveh.broker.api.Location;
import java.util.Arrays;

/** What may happen to a file of a repository. */
enum Damage {
    FIRST_BYTE_FLIPPED,
    MIDDLE_BYTE_FLIPPED,
    LAST_BYTE_FLIPPED,
    HALVED,
    EMPTIED,
    LENGTHENED,
    REMOVED,
    CONTENTS_EXCHANGED,
    /** Each goes, with its name, to the other's directory. */
    FILES_EXCHANGED;

    /** Does it to a file; the partner is another one of its kind, with other content, in another directory. */
    void inflict(MemoryFileSystem storage, Location victim, Location partner) {
        byte[] content = storage.files().get(victim.toString());
        switch (this) {
            case FIRST_BYTE_FLIPPED -> storage.put(victim, flipped(content, 0));
            case MIDDLE_BYTE_FLIPPED -> storage.put(victim, flipped(content, content.length / 2));
            case LAST_BYTE_FLIPPED -> storage.put(victim, flipped(content, content.length - 1));
            case HALVED -> storage.put(victim, Arrays.copyOf(content, content.length / 2));
            case EMPTIED -> storage.put(victim, new byte[0]);
            case LENGTHENED -> storage.put(victim, Arrays.copyOf(content, content.length + 1));
            case REMOVED -> storage.delete(victim);
            case CONTENTS_EXCHANGED -> {
                storage.put(victim, storage.files().get(partner.toString()));
                storage.put(partner, content);
            }
            case FILES_EXCHANGED -> {
                byte[] other = storage.files().get(partner.toString());
                storage.delete(victim);
                storage.delete(partner);
                storage.put(victim.parent().orElseThrow().child(partner.name()), other);
                storage.put(partner.parent().orElseThrow().child(victim.name()), content);
            }
        }
    }

    private static byte[] flipped(byte[] content, int position) {
        byte[] changed = content.clone();
        changed[position] ^= 1;
        return changed;
    }
}
