package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.TreeFacts;
import dev.ocispec.report.Finding;
import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the builds of a service have in common.
 *
 * @param folder where they are
 * @param runtime what runs them
 * @param sandbox how their containers are made
 * @param facts what is known of the host for a request
 * @param caller who runs the service, and what is its own
 * @param inputs where inputs without a source come from
 * @param timer watches deadlines
 * @param features what the runtime says of itself
 * @param ending whether the Java process is ending
 */
record ServiceContext(
    ServiceFolder folder,
    OciRuntime runtime,
    Sandbox sandbox,
    Function<BuildRequest, HostFacts> facts,
    HostFacts caller,
    Optional<InputProvider> inputs,
    ScheduledExecutorService timer,
    CachedFeatures features,
    AtomicBoolean ending) {
  /**
   * What is known of the host for a request, and what {@code asked} says of itself.
   *
   * @param build the folder of the build
   * @param remarks hears why that is not known
   */
  HostFacts facts(BuildRequest request, Path build, OciRuntime asked, Consumer<Finding> remarks) {
    HostFacts host = withTrees(facts.apply(request), request, build);
    if (host.runtimeFeatures().isPresent()) {
      return host;
    }
    CachedFeatures.Answer answer = features.of(asked);
    answer.remark().ifPresent(remarks);
    return answer
        .features()
        .map(known -> host.toBuilder().runtimeFeatures(known).build())
        .orElse(host);
  }

  /** The same with what overlays and root file systems take, if it is not there and needed. */
  private HostFacts withTrees(HostFacts host, BuildRequest request, Path build) {
    return request.constraints().needsTrees() && host.trees().equals(TreeFacts.NONE)
        ? host.toBuilder()
            .trees(TreeFacts.of(build, caller.uid(), request.constraints().rootFs()))
            .build()
        : host;
  }
}
