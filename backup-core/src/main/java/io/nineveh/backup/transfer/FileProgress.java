package io.nineveh.backup.transfer;

import io.nineveh.backup.repository.TransferCheckpoint;

/** Told how a transfer of many files goes, by the threads that do it. */
public interface FileProgress extends TransferCheckpoint {

    /** One more file is where it should be. */
    void fileDone();
}
