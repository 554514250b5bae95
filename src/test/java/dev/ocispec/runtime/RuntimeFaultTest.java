package dev.ocispec.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Deadlines, interrupts, killed runtimes and failing listeners leave nothing behind, anywhere. */
@Tag("runtime")
@ParameterizedClass
@EnumSource(TestRuntime.class)
class RuntimeFaultTest extends RuntimeFixture {
  @Test
  void aDeadlineKillsTheRunAndItsContainer() {
    Path bundle = bundle("sh", "-c", "echo begun; sleep 100");
    assertThatThrownBy(() -> runtime.run(id, bundle, r -> r.timeout(Duration.ofSeconds(1))))
        .isInstanceOfSatisfying(
            RuntimeTimedOutException.class,
            e -> {
              assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(1));
              assertThat(e.stdout().text()).isEqualTo("begun\n");
              assertThat(e)
                  .hasMessageEndingWith(
                      "run "
                          + id
                          + ": killed, because it was not done within 1 s, a limit that"
                          + " timeout(…) of the call's options sets");
              assertThat(e.getSuppressed()).isEmpty();
            });
  }

  @Test
  void anInterruptKillsTheRunAndItsContainer() throws Exception {
    Path bundle = bundle("sh", "-c", "echo begun; sleep 100");
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> marked = new AtomicReference<>(false);
    Thread thread =
        new Thread(
            () -> {
              try {
                runtime.run(
                    id, bundle, r -> r.stdout(OutputListener.lines(line -> begun.countDown())));
              } catch (RuntimeException e) {
                thrown.set(e);
              }
              marked.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    thread.join(20_000);
    assertThat(thrown.get()).isInstanceOf(CallInterruptedException.class);
    assertThat(thrown.get().getSuppressed()).isEmpty();
    assertThat(marked.get()).isTrue();
  }

  @Test
  void aKilledRuntimeIsToldFromAKilledWorkloadAndItsContainerIsRemoved() {
    Path bundle = bundle("sh", "-c", "echo begun; sleep 100");
    assertThatThrownBy(
            () ->
                runtime.run(id, bundle, r -> r.stdout(OutputListener.lines(line -> killRuntime()))))
        .isInstanceOf(RuntimeCrashedException.class)
        .hasMessageContaining("the runtime itself ")
        .extracting(Throwable::getSuppressed)
        .isEqualTo(new Throwable[0]);
  }

  private void killRuntime() {
    ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(id))
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void whatAListenerThrowsComesOutOnceTheRunHasEnded() {
    Path bundle = bundle("sh", "-c", "echo a; echo b; echo done >&2; exit 0");
    StringBuilder heard = new StringBuilder();
    assertThatThrownBy(
            () ->
                runtime.run(
                    id,
                    bundle,
                    r ->
                        r.stdout(
                                bytes -> {
                                  throw new IllegalStateException("full");
                                })
                            .stderr(OutputListener.lines(heard::append))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("full");
    assertThat(heard).hasToString("done");
  }

  @Test
  void aContainerIsRemovedWhenTheBlockThatUsesItFails() {
    assertThatThrownBy(
            () -> {
              try (Container container = runtime.create(id, bundle("sleep", "100"))) {
                container.start();
                throw new IllegalStateException("mine");
              }
            })
        .hasMessage("mine");
  }

  @Test
  void anInterruptedThreadStillClosesItsContainer() {
    try (Container container = runtime.create(id, bundle("sleep", "100"))) {
      container.start();
      Thread.currentThread().interrupt();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThatThrownBy(() -> runtime.state(id)).isInstanceOf(ContainerNotFoundException.class);
  }

  @Test
  void aListenerThatIsStuckDoesNotHoldUpTheDeadline() {
    CountDownLatch never = new CountDownLatch(1);
    long begin = System.nanoTime();
    assertThatThrownBy(
            () ->
                runtime.run(
                    id,
                    bundle("sh", "-c", "echo a; sleep 100"),
                    r -> r.timeout(Duration.ofSeconds(1)).stdout(bytes -> await(never))))
        .isInstanceOf(RuntimeTimedOutException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    never.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void callsUseTheWorkFolderThatTheyAreGiven() throws Exception {
    Path work = Files.createDirectory(folder.resolve("elsewhere"));
    Path bundle = bundle("sh", "-c", "echo begun; sleep 100");
    OciRuntime elsewhere = runtime.withWorkFolder(work);
    try (Container container = elsewhere.create(id, bundle)) {
      assertThat(work).isNotEmptyDirectory();
      container.start();
    }
    assertThat(work).isEmptyDirectory();
  }

  @Test
  void closingTwiceOrAfterADeleteIsFine() {
    Container container = runtime.create(id, bundle("sleep", "100"));
    runtime.delete(id, d -> d.force(true));
    container.close();
    container.close();
    assertThatThrownBy(container::state).isInstanceOf(ContainerNotFoundException.class);
  }

  @Test
  void outputOfACreatedContainerIsReadWhileItLives() {
    try (Container container =
        runtime.create(
            id,
            bundle("sh", "-c", "dd if=/dev/zero bs=1048576 count=20 2>/dev/null; echo end"),
            c -> c.keepBytes(4))) {
      container.start();
      container.awaitStopped(SOON);
      assertThat(container.stdout().totalBytes()).isEqualTo(20_971_524L);
      assertThat(container.stdout().text()).isEqualTo("end\n");
    }
  }

  @Test
  void manyRunsAtOnceDoNotDisturbEachOther() {
    Path bundle = bundle("sh", "-c", "echo one; exit 4");
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      IntStream.range(0, 12)
          .mapToObj(
              n -> CompletableFuture.supplyAsync(() -> runtime.run(id + "-" + n, bundle), threads))
          .toList()
          .forEach(
              run -> {
                assertThat(run.join().exitCode()).isEqualTo(4);
                assertThat(run.join().stdout().text()).isEqualTo("one\n");
              });
    } finally {
      threads.shutdown();
    }
  }
}
