package dev.ocispec.bench;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;

/** Runs benchmarks with the folder of documents; where that is absent, it says so instead. */
public final class JmhRun {
  private JmhRun() {}

  /** The results; none where there are no documents. */
  public static Collection<RunResult> of(ChainedOptionsBuilder options) throws RunnerException {
    if (BenchDocument.obstacle().isPresent()) {
      System.out.println(BenchDocument.obstacle().get());
      return List.of();
    }
    String argument = "-D" + BenchDocument.FOLDER + "=" + BenchDocument.folder();
    return new Runner(options.jvmArgsAppend(argument).build()).run();
  }
}
