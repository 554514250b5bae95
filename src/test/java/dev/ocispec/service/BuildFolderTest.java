package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ocispec.Shared;
import dev.ocispec.TestFolder;
import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.HostFacts;
import dev.ocispec.runtime.OciRuntime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders of builds come whole or not at all, whoever comes at the same time. */
@Tag("unit")
class BuildFolderTest {
  private static final String NOTE = "file:///usr/bin/runc";
  private static final HostFacts FACTS = HostFacts.detect();

  /** A process of this number has never been. */
  private static final String DEAD_OWNER = "owner-999999999-1";

  private final TestFolder folder = TestFolder.make();
  private final Path builds = folder.path().resolve("builds");

  @AfterEach
  void removeFolder() {
    folder.remove();
  }

  @Test
  void anInterruptAtAnyMomentLeavesNeitherFolderNorOpenFile() throws Exception {
    ServiceFolder service = open();
    make(service);
    int openBefore = openFiles();
    Random random = new Random(22);
    int interrupted = 0;
    for (int i = 0; i < 500; i++) {
      CountDownLatch begun = new CountDownLatch(1);
      ExecutorService worker = Executors.newSingleThreadExecutor();
      Future<Boolean> made =
          worker.submit(
              () -> {
                begun.countDown();
                return make(service);
              });
      begun.await();
      LockSupport.parkNanos(random.nextInt(300_000));
      worker.shutdownNow();
      interrupted += made.get(10, TimeUnit.SECONDS) ? 0 : 1;
      assertThat(builds).as("after round %d", i).isEmptyDirectory();
    }

    assertThat(interrupted).as("interrupts that came in between").isPositive();
    assertThat(openFiles()).isLessThanOrEqualTo(openBefore + 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void aDiskThatIsFullLeavesNothing(int files) throws Exception {
    Shared.require(FACTS.uid() == 0, "only root mounts file systems");
    Path small = Files.createDirectory(folder.path().resolve("small"));
    run("mount", "-t", "tmpfs", "-o", "mode=711,nr_inodes=" + files, "tmpfs", small.toString());
    try {
      ServiceFolder service =
          ServiceFolder.open(URI.create("oci://" + small.resolve("builds")), FACTS);

      assertThatThrownBy(() -> BuildFolder.make(service, NOTE))
          .isInstanceOf(BundleAccessException.class)
          .hasMessageContaining("No space left on device");
      assertThat(small.resolve("builds")).isEmptyDirectory();
    } finally {
      run("umount", small.toString());
    }
  }

  @Test
  void twoHundredServicesThatStartAtOnceOnOneFolderDoNotDisturbEachOther() throws Exception {
    int starts = 200;
    ExecutorService threads = Executors.newFixedThreadPool(40);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      all.add(
          threads.submit(
              () -> {
                ServiceFolder service = open();
                abandoned(service).remove();
                return make(service);
              }));
    }
    for (Future<Boolean> one : all) {
      assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
    }
    threads.shutdown();

    assertThat(builds).isEmptyDirectory();
  }

  @Test
  void twoServicesThatFindTheSameAbandonedBuildBothStart() throws Exception {
    ServiceFolder service = open();
    for (int round = 0; round < 20; round++) {
      claim("build-" + round, NOTE);
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(threads.submit(() -> abandoned(service).remove()));
    }
    for (Future<?> start : starts) {
      start.get(120, TimeUnit.SECONDS);
    }
    threads.shutdown();

    assertThat(builds).isEmptyDirectory();
  }

  @Test
  void aClaimThatCannotBeReadIsPassedOverAndTheOthersAreRemoved() throws Exception {
    ServiceFolder service = open();
    claim("build-1", "\u0000 no address % at all");
    claim("build-2", "http://example.org/runc");
    claim("build-3", "relative");
    Files.createDirectories(builds.resolve("build-4").resolve(DEAD_OWNER));
    run("mkfifo", Files.createDirectory(builds.resolve("build-5")).resolve(DEAD_OWNER).toString());
    Path link = Files.createDirectory(builds.resolve("build-6")).resolve(DEAD_OWNER);
    Files.createSymbolicLink(link, Files.writeString(folder.path().resolve("other"), NOTE));
    claim("build-7", NOTE);

    abandoned(service).remove();

    assertThat(names())
        .containsExactly("build-1", "build-2", "build-3", "build-4", "build-5", "build-6");
    assertThat(folder.path().resolve("other")).hasContent(NOTE);
  }

  private ServiceFolder open() {
    return ServiceFolder.open(URI.create("oci://" + builds), FACTS);
  }

  private static AbandonedBuilds abandoned(ServiceFolder service) {
    return new AbandonedBuilds(service, OciRuntime.of(Path.of("/usr/bin/runc")), FACTS);
  }

  /** Whether it could be made; it is removed then. */
  private static boolean make(ServiceFolder service) {
    BuildFolder made;
    try {
      made = BuildFolder.make(service, NOTE);
    } catch (BundleAccessException e) {
      assertThat(e).hasMessageContaining("interrupted");
      return false;
    }
    assertThat(made.path()).isDirectory();
    made.remove(FACTS);
    return true;
  }

  private void claim(String build, String note) throws IOException {
    Path made = Files.createDirectory(builds.resolve(build));
    Files.writeString(made.resolve(DEAD_OWNER), note);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(builds)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static int openFiles() {
    return Path.of("/proc/self/fd").toFile().list().length;
  }

  private static void run(String... line) throws Exception {
    assertThat(new ProcessBuilder(line).inheritIO().start().waitFor()).isZero();
  }
}
