package dev.ocispec.remote;

import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import io.grpc.Status;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the codes of gRPC mean for a build. */
final class EngineFailures {
  /** What may pass by itself. A server that has no room may have some later. */
  private static final Set<Status.Code> PASSING =
      Set.of(
          Status.Code.UNAVAILABLE,
          Status.Code.ABORTED,
          Status.Code.INTERNAL,
          Status.Code.UNKNOWN,
          Status.Code.CANCELLED,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.RESOURCE_EXHAUSTED);

  private EngineFailures() {}

  static boolean mayPass(Status.Code code) {
    return PASSING.contains(code);
  }

  /**
   * The failure of a call.
   *
   * @param engine where the engine is
   * @param what was asked for, as in "could not …"
   */
  static EngineException of(String engine, String what, Status status, Optional<Throwable> cause) {
    ReasonCode code =
        switch (isConnection(status) ? Status.Code.UNAVAILABLE : status.getCode()) {
          case UNAVAILABLE, DEADLINE_EXCEEDED -> ReasonCode.ENGINE_UNREACHABLE;
          case RESOURCE_EXHAUSTED -> ReasonCode.ENGINE_QUOTA;
          case UNAUTHENTICATED,
              PERMISSION_DENIED,
              INVALID_ARGUMENT,
              UNIMPLEMENTED,
              NOT_FOUND,
              ALREADY_EXISTS,
              OUT_OF_RANGE,
              FAILED_PRECONDITION ->
              ReasonCode.ENGINE_REFUSED;
          default -> ReasonCode.ENGINE_FAILED;
        };
    return new EngineException(
        code,
        "the engine " + engine + " could not " + what + ": " + words(status) + advice(code),
        cause.orElse(null));
  }

  /**
   * Whether it is the connection that failed, whatever the code: gRPC calls it UNKNOWN when it
   * finds the connection closed as it writes. What an engine says has no cause here.
   */
  private static boolean isConnection(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return true;
      }
    }
    return false;
  }

  /** The code and what the engine, or gRPC, says about it. */
  static String words(Status status) {
    @Nullable String description = status.getDescription();
    Throwable cause = status.getCause();
    String said =
        description != null
            ? description
            : cause != null ? Objects.toString(cause.getMessage(), "") : "";
    return status.getCode() + (said.isBlank() ? "" : " (" + said.strip() + ")");
  }

  private static String advice(ReasonCode code) {
    return switch (code) {
      case ENGINE_UNREACHABLE -> "; is it running, and are the address and the way to it right?";
      case ENGINE_QUOTA -> "; try again later, with fewer builds at a time, or ask for more room";
      case ENGINE_REFUSED ->
          "; check the instance, the credentials (EngineOptions.putHeader) and what it supports";
      default -> "";
    };
  }
}
