package io.nineveh.broker.server;

import static io.nineveh.broker.server.Arguments.required;

import io.nineveh.broker.api.StorageException;
import io.nineveh.broker.api.StorageException.Kind;
import io.nineveh.broker.server.edge.ConnectionEnded;
import io.nineveh.broker.server.edge.Incoming;
import io.nineveh.broker.server.edge.Service;
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
import io.nineveh.thrift.TBrokerPReadRequest;
import io.nineveh.thrift.TBrokerPWriteRequest;
import io.nineveh.thrift.TBrokerPingBrokerRequest;
import io.nineveh.thrift.TBrokerPutFileRequest;
import io.nineveh.thrift.TBrokerReadResponse;
import io.nineveh.thrift.TBrokerRenamePathRequest;
import io.nineveh.thrift.TBrokerSeekRequest;

/**
 * The protocol's methods. Each hands its request to the part that knows it, and puts what comes of it into the form of
 * its response: every outcome is a status, no method throws. Holds no state.
 */
final class BrokerService implements Service {

    /** Who knows which calls. */
    record Parts(
            PathCalls paths,
            FileCalls files,
            WholeFileCalls wholeFiles,
            InPlaceCalls inPlace,
            PageCalls pages,
            BrokerIdentity identity) {}

    private final Calls calls;
    private final Parts parts;

    BrokerService(Calls calls, Parts parts) {
        this.calls = calls;
        this.parts = parts;
    }

    @Override
    public TBrokerListResponse listPath(TBrokerListPathRequest request) {
        return calls.of("listPath", request, parts.paths()::listPath, TBrokerListResponse::new);
    }

    @Override
    public TBrokerListResponse listLocatedFiles(TBrokerListPathRequest request) {
        return calls.of("listLocatedFiles", request, parts.paths()::listLocatedFiles, TBrokerListResponse::new);
    }

    @Override
    public TBrokerIsSplittableResponse isSplittable(TBrokerIsSplittableRequest request) {
        return calls.of(
                "isSplittable",
                request,
                parts.paths()::isSplittable,
                status -> new TBrokerIsSplittableResponse().setOpStatus(status));
    }

    @Override
    public TBrokerOperationStatus deletePath(TBrokerDeletePathRequest request) {
        return calls.status("deletePath", request, parts.paths()::deletePath);
    }

    @Override
    public TBrokerOperationStatus renamePath(TBrokerRenamePathRequest request) {
        return calls.status("renamePath", request, parts.paths()::renamePath);
    }

    @Override
    public TBrokerCheckPathExistResponse checkPathExist(TBrokerCheckPathExistRequest request) {
        return calls.of(
                "checkPathExist",
                request,
                parts.paths()::checkPathExist,
                status -> new TBrokerCheckPathExistResponse(status, false));
    }

    @Override
    public TBrokerFileSizeResponse fileSize(TBrokerFileSizeRequest request) {
        return calls.of("fileSize", request, parts.paths()::fileSize, TBrokerFileSizeResponse::new);
    }

    @Override
    public TBrokerOpenReaderResponse openReader(TBrokerOpenReaderRequest request) {
        return calls.of("openReader", request, parts.files()::openReader, TBrokerOpenReaderResponse::new);
    }

    @Override
    public TBrokerReadResponse pread(TBrokerPReadRequest request) {
        return calls.of("pread", request, parts.files()::pread, FileCalls::noData);
    }

    @Override
    public TBrokerOperationStatus seek(TBrokerSeekRequest request) {
        return calls.status("seek", request, seek -> {
            throw new StorageException(
                    Kind.NOT_SUPPORTED, StorageException.Retry.IS_USELESS, "seek is not supported; use pread", null);
        });
    }

    @Override
    public TBrokerOperationStatus closeReader(TBrokerCloseReaderRequest request) {
        return calls.status("closeReader", request, parts.files()::closeReader);
    }

    @Override
    public TBrokerOpenWriterResponse openWriter(TBrokerOpenWriterRequest request) {
        return calls.of("openWriter", request, parts.files()::openWriter, TBrokerOpenWriterResponse::new);
    }

    @Override
    public TBrokerOperationStatus pwrite(TBrokerPWriteRequest request) {
        return calls.status("pwrite", request, parts.files()::pwrite);
    }

    @Override
    public TBrokerOperationStatus pwrite(TBrokerPWriteRequest request, Incoming data) throws ConnectionEnded {
        return calls.status("pwrite", request, head -> parts.files().pwrite(head, data));
    }

    @Override
    public TBrokerOperationStatus closeWriter(TBrokerCloseWriterRequest request) {
        return calls.status("closeWriter", request, parts.files()::closeWriter);
    }

    @Override
    public TBrokerOperationStatus ping(TBrokerPingBrokerRequest request) {
        return calls.status("ping", request, parts.files()::ping);
    }

    @Override
    public TBrokerDescribeResponse describeBroker(TBrokerDescribeRequest request) {
        return calls.of(
                "describeBroker",
                request,
                describe -> {
                    required(describe.version, "version");
                    return parts.identity().describe();
                },
                TBrokerDescribeResponse::new);
    }

    @Override
    public TBrokerOperationStatus putFile(TBrokerPutFileRequest request) {
        return calls.status("putFile", request, parts.wholeFiles()::putFile);
    }

    @Override
    public TBrokerReadResponse getFile(TBrokerGetFileRequest request) {
        return calls.of("getFile", request, parts.wholeFiles()::getFile, FileCalls::noData);
    }

    @Override
    public TBrokerOperationStatus abortWriter(TBrokerAbortWriterRequest request) {
        return calls.status("abortWriter", request, parts.files()::abortWriter);
    }

    @Override
    public TBrokerChecksumResponse checksum(TBrokerChecksumRequest request) {
        return calls.of("checksum", request, parts.inPlace()::checksum, TBrokerChecksumResponse::new);
    }

    @Override
    public TBrokerOperationStatus copyPath(TBrokerCopyPathRequest request) {
        return calls.status("copyPath", request, parts.inPlace()::copyPath);
    }

    @Override
    public TBrokerDeletePathsResponse deletePaths(TBrokerDeletePathsRequest request) {
        return calls.of("deletePaths", request, parts.inPlace()::deletePaths, TBrokerDeletePathsResponse::new);
    }

    @Override
    public TBrokerListPageResponse listPage(TBrokerListPageRequest request) {
        return calls.of("listPage", request, parts.pages()::listPage, TBrokerListPageResponse::new);
    }

    @Override
    public BrokerService refusing(StorageException why) {
        return new BrokerService(calls.refusing(why), parts);
    }
}
