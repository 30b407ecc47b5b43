package io.nineveh.broker.s3;

import io.nineveh.s3.server.ServerKeys;
import io.nineveh.s3.server.ServerKind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.MinIOContainer;

/** MinIO in a container, which Testcontainers removes when this process ends, however it ends. */
record MinioContainer(MinIOContainer container) implements S3Server.Running {
    private static final String IMAGE = "minio/minio:RELEASE.2025-09-07T16-13-09Z";

    /** Returns when it takes requests; empty where no Docker daemon answers, or where it has not got the image. */
    static Optional<S3Server.Running> start() {
        if (!mayHaveDocker() || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        MinIOContainer container = new MinIOContainer(IMAGE)
                .withUserName(ServerKeys.ACCESS_KEY)
                .withPassword(ServerKeys.SECRET_KEY)
                .withEnv("MINIO_KMS_SECRET_KEY", ServerKeys.KMS_KEY)
                .withEnv("MINIO_UPDATE", "off");
        try {
            container.start();
            return Optional.of(new MinioContainer(container));
        } catch (ContainerFetchException | ContainerLaunchException e) {
            container.close();
            System.out.println("S3 tests do not use Docker: %s does not start: %s".formatted(IMAGE, e));
            return Optional.empty();
        }
    }

    /** Testcontainers takes long to find out that there is none, and logs it as an error. */
    private static boolean mayHaveDocker() {
        String home = System.getProperty("user.home");
        return !System.getenv().getOrDefault("DOCKER_HOST", "").isEmpty()
                || Stream.of(
                                "/var/run/docker.sock",
                                System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run/user") + "/docker.sock",
                                home + "/.docker/run/docker.sock",
                                home + "/.docker/desktop/docker.sock")
                        .anyMatch(socket -> Files.exists(Path.of(socket)));
    }

    @Override
    public ServerKind kind() {
        return ServerKind.MINIO;
    }

    @Override
    public String name() {
        return "MinIO, " + IMAGE + " in Docker";
    }

    @Override
    public URI endpoint() {
        return URI.create(container.getS3URL());
    }

    @Override
    public void close() {
        container.close();
    }
}
