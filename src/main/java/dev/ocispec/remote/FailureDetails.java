package dev.ocispec.remote;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.PreconditionFailure;
import dev.ocispec.remote.protocol.internal.RetryInfo;
import dev.ocispec.remote.protocol.internal.Status;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What engines add to a failure: blobs that are missing, and when to come back. */
final class FailureDetails {
  private static final Metadata.Key<Status> DETAILS =
      Metadata.Key.of(
          "grpc-status-details-bin", ProtoUtils.metadataMarshaller(Status.getDefaultInstance()));

  private static final String MISSING = "MISSING";
  private static final Pattern BLOB = Pattern.compile("(?:.*/)?blobs/([0-9a-f]{64})/([0-9]{1,18})");

  private FailureDetails() {}

  /** When the engine asks to try again; empty when it does not say. */
  static Optional<Duration> retryDelay(StatusRuntimeException failure) {
    return of(failure).stream()
        .flatMap(detail -> unpack(detail, RetryInfo.class).stream())
        .map(info -> info.getRetryDelay())
        .map(delay -> Duration.ofSeconds(delay.getSeconds(), delay.getNanos()))
        .filter(delay -> !delay.isNegative())
        .findFirst();
  }

  static List<Any> of(StatusRuntimeException failure) {
    Metadata trailers = failure.getTrailers();
    Status status = trailers == null ? null : trailers.get(DETAILS);
    return status == null ? List.of() : status.getDetailsList();
  }

  /** The blobs that the engine misses; none when it says so of none. */
  static List<Digest> missing(List<Any> details) {
    List<Digest> missing = new ArrayList<>();
    for (Any detail : details) {
      unpack(detail, PreconditionFailure.class).stream()
          .flatMap(failure -> failure.getViolationsList().stream())
          .filter(violation -> violation.getType().equals(MISSING))
          .map(violation -> BLOB.matcher(violation.getSubject()))
          .filter(Matcher::matches)
          .map(
              blob ->
                  Digest.newBuilder()
                      .setHash(blob.group(1))
                      .setSizeBytes(Long.parseLong(blob.group(2)))
                      .build())
          .forEach(missing::add);
    }
    return missing;
  }

  private static <T extends Message> Optional<T> unpack(Any detail, Class<T> type) {
    try {
      return detail.is(type) ? Optional.of(detail.unpack(type)) : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      // A detail that can't be read says nothing; the failure itself is told in any case.
      return Optional.empty();
    }
  }
}
