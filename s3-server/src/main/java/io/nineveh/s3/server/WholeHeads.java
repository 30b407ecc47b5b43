package io.nineveh.s3.server;

import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Tells the sizes that objects have. S3Proxy's store in memory finds the file of an object and looks at it then; a file that was
 * replaced in between has no bytes any more, so that it shows the ETag of a whole object with a size of zero.
 */
final class WholeHeads extends ForwardingBlobStore {
    private static final String ETAG_OF_NOTHING = "d41d8cd98f00b204e9800998ecf8427e";
    private static final int LOOKS = 10;

    WholeHeads(BlobStore store) {
        super(store);
    }

    @Override
    public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
        HeadObjectResponse head = super.blobMetadata(request);
        for (int looks = 1; isOfReplaced(head) && looks < LOOKS; looks++) {
            head = super.blobMetadata(request);
        }
        return head;
    }

    private static boolean isOfReplaced(HeadObjectResponse head) {
        return head != null && head.contentLength() == 0 && !head.eTag().contains(ETAG_OF_NOTHING);
    }
}
