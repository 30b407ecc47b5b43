// The compatible part of the broker protocol.
//
// Field numbers, types, requiredness, enum values and method names are fixed by the clients in the field: Apache Doris
// calls this service TPaloBrokerService, StarRocks calls it TFileBrokerService and knows the first twelve methods. The
// service name is not on the wire. Transport: a plain, unframed socket with TBinaryProtocol.
//
// Every outcome is a TBrokerOperationStatus; no method throws.

namespace java io.nineveh.thrift

enum TBrokerOperationStatusCode {
    OK = 0,
    // pread at or past the end of the file.
    END_OF_FILE = 301,

    NOT_AUTHORIZED = 401,
    DUPLICATE_REQUEST = 402,
    // pwrite anywhere but at the writer's offset.
    INVALID_INPUT_OFFSET = 403,
    INVALID_INPUT_FILE_PATH = 404,
    INVALID_ARGUMENT = 405,

    FILE_NOT_FOUND = 501,
    TARGET_STORAGE_SERVICE_ERROR = 502,
    OPERATION_NOT_SUPPORTED = 503
}

struct TBrokerOperationStatus {
    1: required TBrokerOperationStatusCode statusCode;
    // What failed, where, and what to do; never a credential.
    2: optional string message
}

enum TBrokerVersion {
    VERSION_ONE = 1
}

// The only mode: create the file, replacing one that is there.
enum TBrokerOpenMode {
    APPEND = 1
}

// An open reader or writer: 128 random bits, valid on any connection.
struct TBrokerFD {
    1: required i64 high;
    2: required i64 low
}

struct TBrokerFileStatus {
    1: required string path;
    2: required bool isDir;
    // In bytes; -1 for a directory.
    3: required i64 size;
    4: required bool isSplitable;
    5: optional i64 blockSize;
    // Milliseconds since 1970-01-01 UTC; 0 when the storage does not tell.
    6: optional i64 modificationTime = 0
}

struct TBrokerListResponse {
    1: required TBrokerOperationStatus opStatus;
    2: optional list<TBrokerFileStatus> files
}

struct TBrokerOpenReaderResponse {
    1: required TBrokerOperationStatus opStatus;
    2: optional TBrokerFD fd;
    // Deprecated; fileSize is the way to ask.
    3: optional i64 size
}

struct TBrokerReadResponse {
    1: required TBrokerOperationStatus opStatus;
    2: optional binary data
}

struct TBrokerOpenWriterResponse {
    1: required TBrokerOperationStatus opStatus;
    2: optional TBrokerFD fd
}

struct TBrokerCheckPathExistResponse {
    1: required TBrokerOperationStatus opStatus;
    2: required bool isPathExist
}

struct TBrokerIsSplittableResponse {
    1: optional TBrokerOperationStatus opStatus;
    2: optional bool splittable
}

struct TBrokerFileSizeResponse {
    1: required TBrokerOperationStatus opStatus;
    2: optional i64 fileSize
}

struct TBrokerListPathRequest {
    1: required TBrokerVersion version;
    // May hold a glob: * ? [a-z] [^a] {a,b} and \ before a character that is meant literally.
    2: required string path;
    3: required bool isRecursive;
    4: required map<string, string> properties;
    5: optional bool fileNameOnly;
    6: optional bool onlyFiles
}

struct TBrokerIsSplittableRequest {
    1: optional TBrokerVersion version;
    2: optional string path;
    3: optional string inputFormat;
    4: optional map<string, string> properties
}

struct TBrokerDeletePathRequest {
    1: required TBrokerVersion version;
    2: required string path;
    3: required map<string, string> properties
}

struct TBrokerRenamePathRequest {
    1: required TBrokerVersion version;
    2: required string srcPath;
    3: required string destPath;
    4: required map<string, string> properties
}

struct TBrokerCheckPathExistRequest {
    1: required TBrokerVersion version;
    2: required string path;
    3: required map<string, string> properties
}

struct TBrokerOpenReaderRequest {
    1: required TBrokerVersion version;
    2: required string path;
    3: required i64 startOffset;
    // Whose lease the reader lives under: kept alive by ping with the same id.
    4: required string clientId;
    5: required map<string, string> properties
}

struct TBrokerPReadRequest {
    1: required TBrokerVersion version;
    2: required TBrokerFD fd;
    3: required i64 offset;
    4: required i64 length
}

struct TBrokerSeekRequest {
    1: required TBrokerVersion version;
    2: required TBrokerFD fd;
    3: required i64 offset
}

struct TBrokerCloseReaderRequest {
    1: required TBrokerVersion version;
    2: required TBrokerFD fd
}

struct TBrokerOpenWriterRequest {
    1: required TBrokerVersion version;
    2: required string path;
    3: required TBrokerOpenMode openMode;
    4: required string clientId;
    5: required map<string, string> properties
}

struct TBrokerPWriteRequest {
    1: required TBrokerVersion version;
    2: required TBrokerFD fd;
    3: required i64 offset;
    4: required binary data
}

struct TBrokerCloseWriterRequest {
    1: required TBrokerVersion version;
    2: required TBrokerFD fd
}

struct TBrokerPingBrokerRequest {
    1: required TBrokerVersion version;
    2: required string clientId
}

struct TBrokerFileSizeRequest {
    1: required TBrokerVersion version;
    2: required string path;
    3: optional map<string, string> properties
}

service TPaloBrokerService {

    // What a glob matches; without a glob the one path that it names.
    TBrokerListResponse listPath(1: TBrokerListPathRequest request);

    // As listPath, and honours isRecursive and onlyFiles.
    TBrokerListResponse listLocatedFiles(1: TBrokerListPathRequest request);

    TBrokerIsSplittableResponse isSplittable(1: TBrokerIsSplittableRequest request);

    // Recursive; deleting what is missing is OK.
    TBrokerOperationStatus deletePath(1: TBrokerDeletePathRequest request);

    // Within one file system; never overwrites.
    TBrokerOperationStatus renamePath(1: TBrokerRenamePathRequest request);

    TBrokerCheckPathExistResponse checkPathExist(1: TBrokerCheckPathExistRequest request);

    TBrokerOpenReaderResponse openReader(1: TBrokerOpenReaderRequest request);

    // Positional; fills length bytes unless the file ends first.
    TBrokerReadResponse pread(1: TBrokerPReadRequest request);

    // Not supported by any broker; pread is positional.
    TBrokerOperationStatus seek(1: TBrokerSeekRequest request);

    TBrokerOperationStatus closeReader(1: TBrokerCloseReaderRequest request);

    // Nothing is visible before closeWriter.
    TBrokerOpenWriterResponse openWriter(1: TBrokerOpenWriterRequest request);

    // At the writer's offset; the exact replay of the last write is OK and writes nothing.
    TBrokerOperationStatus pwrite(1: TBrokerPWriteRequest request);

    // Publishes the file and reports every failure.
    TBrokerOperationStatus closeWriter(1: TBrokerCloseWriterRequest request);

    TBrokerOperationStatus ping(1: TBrokerPingBrokerRequest request);

    TBrokerFileSizeResponse fileSize(1: TBrokerFileSizeRequest request);
}
