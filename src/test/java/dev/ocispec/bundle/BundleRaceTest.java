package dev.ocispec.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.Needs;
import dev.ocispec.TestFolder;
import dev.ocispec.host.HostFacts;
import dev.ocispec.report.OciException;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.sandbox.SandboxLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of several that want one folder for a bundle, one gets it whole. */
@Tag("unit")
class BundleRaceTest {
  private static final int WRITERS = 4;
  private static final int ROUNDS = 15;

  private final TestFolder folder = TestFolder.make();

  @AfterEach
  void removeFolder() {
    folder.remove();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoLosesTakesNothingFromWhoWins(boolean folderIsThere) throws Exception {
    Needs.root();
    HostFacts facts = HostFacts.detect();
    BuildRequest request =
        BuildRequest.builder().commandArgs("/bin/true").scratchPaths("build").build();
    List<String> lost = Collections.synchronizedList(new ArrayList<>());
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    for (int round = 0; round < ROUNDS; round++) {
      Path bundle = folder.path().resolve(Integer.toString(round));
      if (folderIsThere) {
        Files.createDirectory(bundle);
      }
      CyclicBarrier start = new CyclicBarrier(WRITERS);
      List<Future<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        all.add(
            threads.submit(
                () -> {
                  start.await();
                  try {
                    Bundle.create(bundle, request, Sandbox.standard(), facts);
                    return true;
                  } catch (OciException e) {
                    lost.add(String.valueOf(e.getMessage()));
                    return false;
                  }
                }));
      }
      int winners = 0;
      for (Future<Boolean> one : all) {
        winners += one.get(60, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(winners).as("winners in round %d", round).isEqualTo(1);
      assertThat(bundle.resolve("config.json")).isRegularFile();
      assertThat(bundle.resolve("root/build"))
          .as("%s %s", lost, List.of(bundle.toFile().list()))
          .isDirectory();
      assertThat(bundle.resolve(SandboxLayout.scratch("build"))).isDirectory();
    }
    threads.shutdown();
  }
}
