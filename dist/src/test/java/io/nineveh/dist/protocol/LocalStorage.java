package io.nineveh.dist.protocol;

import static io.nineveh.thrift.TBrokerOperationStatusCode.INVALID_INPUT_FILE_PATH;
import static io.nineveh.thrift.TBrokerOperationStatusCode.NOT_AUTHORIZED;

import io.nineveh.thrift.TBrokerOperationStatusCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The local disk. */
final class LocalStorage implements Storage {
    private final Path files;
    private final Path closed;
    private final Path forbidden;

    LocalStorage(Brokers brokers) {
        this.files = brokers.files();
        this.closed = brokers.closed();
        this.forbidden = brokers.forbidden();
    }

    @Override
    public String home() {
        return "file://" + files + "/home";
    }

    @Override
    public List<String> otherSpellings() {
        return List.of("file://localhost" + files + "/home", "FILE://" + files + "/home");
    }

    @Override
    public Map<String, String> properties() {
        return Map.of();
    }

    @Override
    public boolean isHierarchical() {
        return true;
    }

    @Override
    public int partSize() {
        return 1 << 20;
    }

    @Override
    public void createFiles(String directory, List<String> names) throws IOException {
        Path made = Files.createDirectories(Path.of(directory.substring("file://".length())));
        for (String name : names) {
            Files.write(made.resolve(name), new byte[] {1});
        }
    }

    @Override
    public List<String> leftovers() throws IOException {
        try (Stream<Path> all = Files.walk(files)) {
            return all.map(Path::toString)
                    .filter(path -> path.endsWith(".part") && path.contains(".nineveh-"))
                    .toList();
        }
    }

    @Override
    public List<String> roots() {
        return List.of("file://" + files, "file://" + files + "/", "file:///", "file://");
    }

    @Override
    public String elsewhere() {
        return "s3://elsewhere/file";
    }

    /** Who may do anything, as root may, is kept out by nothing but the roots. */
    @Override
    public List<Refusal> refusals(String path) throws IOException {
        List<Refusal> refusals = new ArrayList<>();
        refusals.add(refusal("outside of the roots", forbidden.resolve("patient/broker.log"), INVALID_INPUT_FILE_PATH));
        refusals.add(refusal("beside a root", Path.of(files + "-not/file"), INVALID_INPUT_FILE_PATH));
        Files.setPosixFilePermissions(closed, Set.of());
        if (!Files.isExecutable(closed)) {
            refusals.add(refusal("in a directory without permissions", closed.resolve("file"), NOT_AUTHORIZED));
        }
        return refusals;
    }

    private static Refusal refusal(String reason, Path path, TBrokerOperationStatusCode code) {
        return new Refusal(reason, "file://" + path, Map.of(), code);
    }

    @Override
    public void close() {}
}
