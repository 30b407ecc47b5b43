package io.nineveh.broker.server;

import io.nineveh.broker.api.BrokerReader;
import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.plugin.BufferPool;
import io.nineveh.broker.plugin.Loan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** What a reader gives, piece by piece: the client takes one while the next is read. */
final class ReadInPieces implements TransferAnswer.Source {
    private final BrokerReader reader;
    private final Loan loan;
    private final ByteBuffer piece;
    private final long end;
    private long position;

    /** Takes the loan over, of one piece, and reads the first, so that a file which cannot be read is told in the answer. */
    private ReadInPieces(BrokerReader reader, Loan loan, long position, int length) throws StorageException {
        this.reader = reader;
        this.loan = loan;
        this.piece = loan.buffer();
        this.position = position;
        this.end = position + length;
        readPiece();
    }

    /** Gives the loan back when it fails. */
    static ReadInPieces begin(BrokerReader reader, Loan loan, long position, int length) throws StorageException {
        try {
            return new ReadInPieces(reader, loan, position, length);
        } catch (StorageException | RuntimeException | Error e) {
            loan.close();
            throw e;
        }
    }

    private void readPiece() throws StorageException {
        piece.clear().limit((int) Math.min(BufferPool.PIECE, end - position));
        int wanted = piece.remaining();
        if (reader.read(position, piece) != wanted) {
            throw new StorageException(
                    Kind.STORAGE_ERROR, reader.location(), "gave less than %d bytes at %d".formatted(wanted, position));
        }
        position += wanted;
        piece.flip();
    }

    @Override
    public void sendTo(WritableByteChannel target) throws IOException {
        send(target);
        while (position < end) {
            readPiece();
            send(target);
        }
    }

    private void send(WritableByteChannel target) throws IOException {
        while (piece.hasRemaining()) {
            target.write(piece);
        }
    }

    @Override
    public void close() {
        loan.close();
    }
}
