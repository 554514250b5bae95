package dev.ocispec.host.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Waits go on through an interrupt, and who waited still learns of it. */
@Tag("unit")
class UninterruptedWaitTest {
  @AfterEach
  void forget() {
    Thread.interrupted();
  }

  @Test
  void anInterruptedThreadWaitsToTheEndAndStaysInterrupted() {
    long begin = System.nanoTime();
    Thread.currentThread().interrupt();

    UninterruptedWait.pause(Duration.ofMillis(100));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(99));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aThreadThatWasNotInterruptedIsNotMarked() {
    CountDownLatch never = new CountDownLatch(1);

    assertThat(
            UninterruptedWait.atMost(
                Duration.ofMillis(10), nanos -> never.await(nanos, TimeUnit.NANOSECONDS)))
        .isFalse();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void theEndOfAProcessIsToldFromTheEndOfPatience() throws IOException {
    Process process = new ProcessBuilder("sleep", "100").start();
    Thread.currentThread().interrupt();

    assertThat(UninterruptedWait.forEnd(process, Duration.ofMillis(50))).isFalse();
    ProcessTree.kill(process);
    assertThat(UninterruptedWait.forEnd(process, Duration.ZERO)).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }
}
