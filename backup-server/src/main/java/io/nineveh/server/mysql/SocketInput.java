package io.nineveh.server.mysql;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads from a socket and can tell, while nothing is being read, whether the other side has closed it. One thread reads; others
 * may only ask {@link #isAtEnd}. The socket is read by nobody else, and gets its timeout here.
 */
final class SocketInput extends InputStream {
    /** There is no other way to look than to read for a moment. */
    private static final int LOOK_MILLISECONDS = 1;

    private final Socket socket;
    private final InputStream source;

    /** Held while the socket is read. */
    private final ReentrantLock lock = new ReentrantLock();

    /** What came while somebody looked, and is still to be read. */
    private final byte[] ahead = new byte[4 << 10];

    private int begin;
    private int end;
    private int timeout;

    SocketInput(Socket socket) throws IOException {
        this.socket = socket;
        this.source = socket.getInputStream();
    }

    /** For how many milliseconds each of the following reads waits at most, until {@link SocketTimeoutException}. */
    void timeout(int milliseconds) {
        timeout = milliseconds;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            if (begin == end) {
                socket.setSoTimeout(timeout);
                return source.read(bytes, offset, length);
            }
            int count = Math.min(length, end - begin);
            System.arraycopy(ahead, begin, bytes, offset, count);
            begin += count;
            return count;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether the other side has closed the connection or it broke. False while it is being read, for then the reader will
     * know, and when more has come than is kept here.
     */
    boolean isAtEnd() {
        if (!lock.tryLock()) {
            return false;
        }
        try {
            if (begin == end) {
                begin = 0;
                end = 0;
            }
            if (end == ahead.length) {
                return false;
            }
            socket.setSoTimeout(LOOK_MILLISECONDS);
            int count = source.read(ahead, end, ahead.length - end);
            end += Math.max(count, 0);
            return count == -1;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }
}
