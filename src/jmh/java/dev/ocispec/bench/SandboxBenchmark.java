package dev.ocispec.bench;

import dev.ocispec.host.CgroupMode;
import dev.ocispec.host.HostFacts;
import dev.ocispec.host.IdRange;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.sandbox.Sandbox;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a small build request becomes on a host whose facts are known. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class SandboxBenchmark {
  private final BuildRequest request =
      BuildRequest.builder()
          .commandArgs("/bin/sh", "-c", "true")
          .workingDir("build")
          .scratchPaths("nix/store", "build")
          .inputsDir("nix/store")
          .addInput("src", Path.of("/srv/src"))
          .outputs("nix/store/out")
          .putEnvironment("HOME", "/homeless")
          .constraints(c -> c.provideBinSh(true))
          .build();

  private final HostFacts host =
      HostFacts.builder()
          .memory(1L << 34)
          .cgroupMode(CgroupMode.V2)
          .cgroupControllers(List.of("cpu", "memory", "pids"))
          .staticShell(Path.of("/bin/busybox"))
          .plainShell(Path.of("/bin/bash-static"))
          .resolverFiles(List.of("/etc/hosts", "/etc/resolv.conf", "/etc/services"))
          .putMountFlag("/", Set.of())
          .addSubordinateUid(new IdRange(1_000_000, 65_536))
          .addSubordinateGid(new IdRange(2_000_000, 65_536))
          .build();

  private final Sandbox sandbox = Sandbox.standard();

  /** The specification of the container. */
  @Benchmark
  public Spec sandboxSpec() {
    return sandbox.spec(request, host);
  }
}
