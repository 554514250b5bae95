package dev.ocispec.service;

import dev.ocispec.bundle.internal.ForbiddenFiles;
import dev.ocispec.host.HostFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.report.OciException;
import dev.ocispec.request.BuildNetwork;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.FirstProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A build that looks around and tries to do harm, and one whose output is not as promised. */
final class TrialBuild {
  private static final String INPUT = "trial";
  private static final String PROGRAM = "attempt";
  private static final String SAID = "attempted ";

  /** The SHA-256 of three letters; the output is empty. */
  private static final String OTHER_DIGEST =
      "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private final BuildService builds;
  private final Path input;
  private final HostFacts host;
  private final List<Finding> remarks = new ArrayList<>();
  private OptionalInt attempted = OptionalInt.empty();

  private TrialBuild(BuildService builds, Path input, HostFacts host) {
    this.builds = builds;
    this.input = input;
    this.host = host;
  }

  /** Runs both; nothing is left. */
  static TrialFacts of(OciRuntime runtime, URI address, HostFacts host) {
    try {
      Path input = Files.createTempDirectory("ocispec-doctor-");
      try (BuildService builds =
          BuildService.open(address, options -> options.runtime(runtime).concurrency(1))) {
        return new TrialBuild(builds, input, host).run();
      } finally {
        Files.deleteIfExists(input.resolve(PROGRAM));
        Files.delete(input);
      }
    } catch (IOException e) {
      return TrialFacts.failed(e.toString(), host);
    }
  }

  private TrialFacts run() throws IOException {
    program();
    BuildResult result =
        result(
            "/" + "inputs/" + INPUT + "/" + PROGRAM + "; echo " + SAID + "$?; : > out",
            request -> {},
            build -> build.attest(true).listener(new Watcher()));
    Optional<String> failure =
        result.status() == BuildStatus.SUCCEEDED ? Optional.empty() : result.reason();
    return new TrialFacts(
        result.attestation(), failure, remarks, host, attempted, differs(failure));
  }

  /** The program that tries; without one for this processor there is no such file. */
  private void program() throws IOException {
    Files.setPosixFilePermissions(input, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (FirstProcess.ARCHITECTURES.contains(host.architecture())) {
      Path program =
          Files.write(input.resolve(PROGRAM), ForbiddenFiles.program(host.architecture()));
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Why a build whose output is not as promised ended; empty when no build runs. */
  private Optional<ReasonCode> differs(Optional<String> failure) {
    return failure.isPresent()
        ? Optional.empty()
        : result(
                ": > out",
                request -> request.addOutputDigest("build/out", OTHER_DIGEST),
                build -> {})
            .reasonCode();
  }

  private BuildResult result(
      String script, Consumer<BuildRequest.Builder> more, Consumer<BuildOptions> options) {
    BuildRequest.Builder request =
        BuildRequest.builder()
            .commandArgs("/bin/sh", "-c", script)
            .workingDir("build")
            .scratchPaths("build")
            .outputs("build/out")
            .inputsDir("inputs")
            .addInput(INPUT, input)
            .constraints(c -> c.provideBinSh(true).network(BuildNetwork.NONE));
    more.accept(request);
    try {
      return builds.submit(request.build(), options).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof OciException refused) {
        return BuildResult.runtimeError(String.valueOf(refused.getMessage()));
      }
      throw e;
    }
  }

  /** Hears what the host did not allow, and what the program could do. */
  private final class Watcher implements BuildListener {
    @Override
    public void remark(Finding remark) {
      remarks.add(remark);
    }

    @Override
    public void stdoutLine(String line) {
      if (line.matches(SAID + "[0-9]{1,3}")) {
        attempted = OptionalInt.of(Integer.parseInt(line.substring(SAID.length())));
      }
    }
  }
}
