package io.nineveh.s3.server;

import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** Runs S3Proxy in this process. It keeps what it is given in memory. */
final class S3ProxyServer {
    private S3ProxyServer() {}

    /** Returns when it takes requests. */
    static RunningServer start() throws Exception {
        S3Proxy server = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ServerKeys.ACCESS_KEY, ServerKeys.SECRET_KEY)
                .ignoreUnknownHeaders(true)
                .blobStore(new WholeHeads(new TransientNio2BlobStore()))
                .build();
        server.start();
        return new RunningServer("S3Proxy " + S3Proxy.class.getPackage().getImplementationVersion(), server.getPort());
    }
}
