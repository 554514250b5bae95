package dev.ocispec.bench;

import dev.ocispec.request.BuildRequest;
import dev.ocispec.service.BuildResult;
import dev.ocispec.service.BuildService;
import dev.ocispec.service.BuildStatus;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares a build of {@code sh -c true} in a service that has been warmed up with {@code runc run}
 * of the same bundle, one after the other in turn, and prints the medians. The arguments are how
 * many pairs are measured and how many warm up; default: 200 and 100.
 */
public final class WarmBuilds {
  private WarmBuilds() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int measured = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int warmUp = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
    Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "ocispec-warm-builds");
    BuildRequest request =
        BuildRequest.builder()
            .commandArgs("/bin/sh", "-c", "true")
            .workingDir("build")
            .scratchPaths("build")
            .constraints(c -> c.provideBinSh(true))
            .build();
    double[] ours = new double[measured];
    double[] runtime = new double[measured];
    try (BuildService builds =
        BuildService.open(URI.create("oci://" + folder), o -> o.concurrency(1))) {
      BuildResult kept = builds.submit(request, o -> o.keep(true)).join();
      Path bundle = kept.folder().orElseThrow();
      for (int pair = -warmUp; pair < measured; pair++) {
        long start = System.nanoTime();
        BuildStatus status = builds.submit(request).join().status();
        long middle = System.nanoTime();
        int code = run(bundle, "warm" + (pair + warmUp));
        long end = System.nanoTime();
        if (status != BuildStatus.SUCCEEDED || code != 0) {
          throw new IllegalStateException("the build is " + status + ", runc's code is " + code);
        }
        if (pair >= 0) {
          ours[pair] = (middle - start) / 1e6;
          runtime[pair] = (end - middle) / 1e6;
        }
      }
    }
    Arrays.sort(ours);
    Arrays.sort(runtime);
    double build = ours[measured / 2];
    double alone = runtime[measured / 2];
    System.out.printf(
        Locale.ROOT,
        "build %.1f ms, runc run %.1f ms, ratio %.2f (medians of %d pairs); the bundle is in %s%n",
        build,
        alone,
        build / alone,
        measured,
        folder);
  }

  private static int run(Path bundle, String id) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of("runc", "run", "--bundle", bundle.toString(), id))
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start()
        .waitFor();
  }
}
