package io.nineveh.s3.server;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The main class of an S3 server in a process of its own, until standard input ends: MinIO where there is a program of that
 * name, else S3Proxy. The system property {@code nineveh.s3.server} asks for one of them, {@code minio} or {@code s3proxy}.
 *
 * <p>Its argument is the directory for its files. It says {@code S3 server: } and which one it is, and then
 * {@code S3 server ready on HOST:PORT}; it lets {@link ServerKeys} in and nobody else.
 */
public final class S3ServerMain {
    private S3ServerMain() {}

    public static void main(String[] arguments) throws Exception {
        // From the beginning, so that this does not outlive who started it while it starts.
        new Thread(S3ServerMain::exitAtEndOfInput, "end of input").start();
        try {
            RunningServer server = start(Path.of(arguments[0]), System.getenv());
            say("S3 server: " + server.name());
            say("S3 server ready on 127.0.0.1:" + server.port());
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static RunningServer start(Path directory, Map<String, String> environment) throws Exception {
        Optional<ServerKind> wanted = ServerKind.wanted();
        Optional<Path> minio =
                wanted.equals(Optional.of(ServerKind.S3PROXY)) ? Optional.empty() : MinioBinary.find(environment);
        if (minio.isPresent()) {
            return MinioServer.start(minio.get(), directory);
        }
        if (wanted.equals(Optional.of(ServerKind.MINIO))) {
            throw new IllegalArgumentException(
                    "MinIO is asked for, but there is none; name the program with MINIO_BINARY, put it on the PATH, or"
                            + " leave out " + ServerKind.PROPERTY);
        }
        return S3ProxyServer.start();
    }

    private static void exitAtEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as the end.
        }
        System.exit(0);
    }

    private static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
