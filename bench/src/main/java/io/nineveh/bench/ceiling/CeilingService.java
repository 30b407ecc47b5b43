package io.nineveh.bench.ceiling;

import io.nineveh.thrift.TBrokerAbortWriterRequest;
import io.nineveh.thrift.TBrokerCheckPathExistRequest;
import io.nineveh.thrift.TBrokerCheckPathExistResponse;
import io.nineveh.thrift.TBrokerChecksumRequest;
import io.nineveh.thrift.TBrokerChecksumResponse;
import io.nineveh.thrift.TBrokerCloseReaderRequest;
import io.nineveh.thrift.TBrokerCloseWriterRequest;
import io.nineveh.thrift.TBrokerCopyPathRequest;
import io.nineveh.thrift.TBrokerDeletePathRequest;
import io.nineveh.thrift.TBrokerDeletePathsRequest;
import io.nineveh.thrift.TBrokerDeletePathsResponse;
import io.nineveh.thrift.TBrokerDescribeRequest;
import io.nineveh.thrift.TBrokerDescribeResponse;
import io.nineveh.thrift.TBrokerFD;
import io.nineveh.thrift.TBrokerFileSizeRequest;
import io.nineveh.thrift.TBrokerFileSizeResponse;
import io.nineveh.thrift.TBrokerGetFileRequest;
import io.nineveh.thrift.TBrokerIsSplittableRequest;
import io.nineveh.thrift.TBrokerIsSplittableResponse;
import io.nineveh.thrift.TBrokerListPageRequest;
import io.nineveh.thrift.TBrokerListPageResponse;
import io.nineveh.thrift.TBrokerListPathRequest;
import io.nineveh.thrift.TBrokerListResponse;
import io.nineveh.thrift.TBrokerOpenReaderRequest;
import io.nineveh.thrift.TBrokerOpenReaderResponse;
import io.nineveh.thrift.TBrokerOpenWriterRequest;
import io.nineveh.thrift.TBrokerOpenWriterResponse;
import io.nineveh.thrift.TBrokerOperationStatus;
import io.nineveh.thrift.TBrokerOperationStatusCode;
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import io.nineveh.thrift.TBrokerSeekRequest;
import io.nineveh.thrift.TBrokerService;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A broker that succeeds at everything and does nothing: writes are discarded, reads give zeros, lists are ready. */
public class CeilingService implements TBrokerService.Iface {
    private static final int LARGEST_READ = 16 << 20;

    private final Listings listings = new Listings();
    private final AtomicLong files = new AtomicLong();
    private final byte[] zeros = new byte[LARGEST_READ];

    /** What every call answers. */
    protected static TBrokerOperationStatus ok() {
        return new TBrokerOperationStatus(TBrokerOperationStatusCode.OK);
    }

    private TBrokerReadResponse zeros(long length) {
        TBrokerReadResponse response = new TBrokerReadResponse(ok());
        // Not by the setter, which copies.
        response.data = ByteBuffer.wrap(zeros, 0, Math.toIntExact(Math.min(length, LARGEST_READ)));
        return response;
    }

    @Override
    public TBrokerOpenWriterResponse openWriter(TBrokerOpenWriterRequest request) {
        return new TBrokerOpenWriterResponse(ok()).setFd(new TBrokerFD(0, files.incrementAndGet()));
    }

    @Override
    public TBrokerOperationStatus pwrite(TBrokerPWriteRequest request) {
        return ok();
    }

    @Override
    public TBrokerOperationStatus closeWriter(TBrokerCloseWriterRequest request) {
        return ok();
    }

    @Override
    public TBrokerOpenReaderResponse openReader(TBrokerOpenReaderRequest request) {
        return new TBrokerOpenReaderResponse(ok()).setFd(new TBrokerFD(0, files.incrementAndGet()));
    }

    @Override
    public TBrokerReadResponse pread(TBrokerPReadRequest request) {
        return zeros(request.getLength());
    }

    @Override
    public TBrokerOperationStatus closeReader(TBrokerCloseReaderRequest request) {
        return ok();
    }

    @Override
    public TBrokerOperationStatus seek(TBrokerSeekRequest request) {
        return ok();
    }

    @Override
    public TBrokerOperationStatus ping(TBrokerPingBrokerRequest request) {
        return ok();
    }

    @Override
    public TBrokerOperationStatus deletePath(TBrokerDeletePathRequest request) {
        return ok();
    }

    @Override
    public TBrokerOperationStatus renamePath(TBrokerRenamePathRequest request) {
        return ok();
    }

    @Override
    public TBrokerListResponse listPath(TBrokerListPathRequest request) {
        return new TBrokerListResponse(ok()).setFiles(listings.of(request.getPath()));
    }

    @Override
    public TBrokerListResponse listLocatedFiles(TBrokerListPathRequest request) {
        return listPath(request);
    }

    @Override
    public TBrokerIsSplittableResponse isSplittable(TBrokerIsSplittableRequest request) {
        return new TBrokerIsSplittableResponse().setOpStatus(ok()).setSplittable(false);
    }

    @Override
    public TBrokerCheckPathExistResponse checkPathExist(TBrokerCheckPathExistRequest request) {
        return new TBrokerCheckPathExistResponse(ok(), true);
    }

    @Override
    public TBrokerFileSizeResponse fileSize(TBrokerFileSizeRequest request) {
        return new TBrokerFileSizeResponse(ok()).setFileSize(0);
    }

    @Override
    public TBrokerDescribeResponse describeBroker(TBrokerDescribeRequest request) {
        return new TBrokerDescribeResponse(ok()).setProduct("ceiling");
    }

    @Override
    public TBrokerOperationStatus putFile(TBrokerPutFileRequest request) {
        return ok();
    }

    @Override
    public TBrokerReadResponse getFile(TBrokerGetFileRequest request) {
        return zeros(request.getMaxLength());
    }

    @Override
    public TBrokerOperationStatus abortWriter(TBrokerAbortWriterRequest request) {
        return ok();
    }

    @Override
    public TBrokerChecksumResponse checksum(TBrokerChecksumRequest request) {
        return new TBrokerChecksumResponse(ok());
    }

    @Override
    public TBrokerOperationStatus copyPath(TBrokerCopyPathRequest request) {
        return ok();
    }

    @Override
    public TBrokerDeletePathsResponse deletePaths(TBrokerDeletePathsRequest request) {
        return new TBrokerDeletePathsResponse(ok()).setOutcomes(Collections.nCopies(request.getPathsSize(), ok()));
    }

    @Override
    public TBrokerListPageResponse listPage(TBrokerListPageRequest request) {
        return new TBrokerListPageResponse(ok()).setFiles(List.of()).setHasMore(false);
    }
}
