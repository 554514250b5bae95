package dev.ocispec.bench;

import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lists of any length element by element: with keys, and beside it appended without looking. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class EditBenchmark {
  /** How many elements. */
  @Param({"10", "1000", "10000", "100000"})
  public int count;

  private final List<String> names = new ArrayList<>();
  private final List<Mount> mounts = new ArrayList<>();

  /** Makes what is put. */
  @Setup
  public void prepare() {
    for (int i = 0; i < count; i++) {
      names.add("NAME_" + i);
      mounts.add(Mount.builder().destination("/srv/data/" + i).type("tmpfs").build());
    }
  }

  /** Variables by name, each a new one. */
  @Benchmark
  public ContainerProcess.Builder putEnv() {
    ContainerProcess.Builder process = ContainerProcess.builder();
    for (String name : names) {
      process.putEnv(name, "value");
    }
    return process;
  }

  /** The same variables as entries. */
  @Benchmark
  public ContainerProcess.Builder addEnv() {
    ContainerProcess.Builder process = ContainerProcess.builder();
    for (String name : names) {
      process.addEnv(name + "=value");
    }
    return process;
  }

  /** Mounts by destination, each a new one. */
  @Benchmark
  public Spec.Builder putMount() {
    Spec.Builder spec = Spec.builder();
    for (Mount mount : mounts) {
      spec.putMount(mount);
    }
    return spec;
  }

  /** The same mounts appended. */
  @Benchmark
  public Spec.Builder addMount() {
    Spec.Builder spec = Spec.builder();
    for (Mount mount : mounts) {
      spec.addMount(mount);
    }
    return spec;
  }

  /** Mounts made in the call, by destination. */
  @Benchmark
  public Spec.Builder putMountMade() {
    Spec.Builder spec = Spec.builder();
    for (Mount mount : mounts) {
      spec.putMount(made -> made.destination(mount.destination()).type("tmpfs"));
    }
    return spec;
  }

  /** The same mounts appended. */
  @Benchmark
  public Spec.Builder addMountMade() {
    Spec.Builder spec = Spec.builder();
    for (Mount mount : mounts) {
      spec.addMount(made -> made.destination(mount.destination()).type("tmpfs"));
    }
    return spec;
  }
}
