package dev.ocispec.testkit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs a class of {@link BoxSamples}: prints a line for each test, in no order, and one for each
 * folder that it used.
 */
public final class BoxProgram {
  private BoxProgram() {}

  /** Arguments: the simple name of the class, then settings as {@code name=value}. */
  public static void main(String[] args) {
    String[][] settings =
        Stream.of(args).skip(1).map(arg -> arg.split("=", 2)).toArray(String[][]::new);
    Map<String, String> parameters = new TreeMap<>();
    for (String[] setting : settings) {
      parameters.put(setting[0], setting[1]);
    }
    try {
      Class<?> type = Class.forName(BoxSamples.class.getName() + "$" + args[0]);
      run(type, parameters).forEach(System.out::println);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static List<String> run(Class<?> type, Map<String, String> parameters) {
    ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(type))
            .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false")
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
            .configurationParameters(parameters)
            .build();
    LauncherConfig config =
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build();
    LauncherFactory.create(config).execute(request, new Lines(lines));
    return List.copyOf(lines);
  }

  /** What happens, in lines. */
  private record Lines(ConcurrentLinkedQueue<String> lines) implements TestExecutionListener {
    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      lines.add(test.getDisplayName() + " SKIPPED " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() || result.getThrowable().isPresent()) {
        lines.add(
            test.getDisplayName().replaceAll("\\(.*", "")
                + " "
                + result.getStatus()
                + result.getThrowable().map(thrown -> " " + thrown.getMessage()).orElse(""));
      }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
      lines.add("folder " + entry.getKeyValuePairs().get("folder"));
    }
  }
}
