package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.service.EngineException;
import dev.ocispec.service.ReasonCode;
import io.grpc.Status;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What went wrong is told apart by the code of gRPC, and by whether the connection broke. */
@Tag("unit")
class EngineFailuresTest {
  private static EngineException failure(Status status) {
    return EngineFailures.of("reapi+grpc://engine", "take the blob", status, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(names = {"UNKNOWN", "INTERNAL", "ABORTED", "CANCELLED", "DATA_LOSS"})
  void anEngineThatFailsByItselfHasFailed(Status.Code code) {
    EngineException failure = failure(code.toStatus().withDescription("a disk is broken"));

    assertThat(failure.code()).isEqualTo(ReasonCode.ENGINE_FAILED);
    assertThat(failure)
        .hasMessage(
            "the engine reapi+grpc://engine could not take the blob: %s (a disk is broken)", code);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNKNOWN", "INTERNAL", "UNAVAILABLE"})
  void aConnectionThatBrokeMeansThatTheEngineCannotBeReached(Status.Code code) {
    Status broken = code.toStatus().withDescription("channel closed");

    assertThat(failure(broken.withCause(new ClosedChannelException())).code())
        .isEqualTo(ReasonCode.ENGINE_UNREACHABLE);
    assertThat(failure(broken.withCause(new RuntimeException(new IOException("reset")))))
        .satisfies(
            failure -> {
              assertThat(failure.code()).isEqualTo(ReasonCode.ENGINE_UNREACHABLE);
              assertThat(failure)
                  .hasMessage(
                      "the engine reapi+grpc://engine could not take the blob: %s (channel closed);"
                          + " is it running, and are the address and the way to it right?",
                      code);
            });
  }

  @Test
  void aCauseThatIsNoConnectionChangesNothing() {
    Status status = Status.UNKNOWN.withCause(new IllegalStateException("elsewhere"));

    assertThat(failure(status).code()).isEqualTo(ReasonCode.ENGINE_FAILED);
  }
}
