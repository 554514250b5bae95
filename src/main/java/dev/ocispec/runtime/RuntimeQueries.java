package dev.ocispec.runtime;

import dev.ocispec.features.Features;
import dev.ocispec.state.State;
import java.util.List;
import java.util.function.Consumer;

/**
 * The verbs of a runtime that only look: a part of {@link OciRuntime}, which says how they fail.
 */
@SuppressWarnings("varargs") // The arrays of options are only read.
abstract sealed class RuntimeQueries permits OciRuntime {
  private final QueryVerbs queries;

  RuntimeQueries(RuntimeProgram program) {
    this.queries = new QueryVerbs(program);
  }

  /**
   * {@return what the runtime knows of a container} A process that has ended but was not waited for
   * by its parent counts as {@code stopped} here; crun 1.8 says {@code running} of it.
   *
   * @param id the container's id
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final State state(String id, Consumer<VerbOptions>... options) {
    return queries.state(id, CallOptions.chosen(new VerbOptions(), options));
  }

  /**
   * {@return the containers below the runtime's root folder}
   *
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final List<ContainerSummary> list(Consumer<VerbOptions>... options) {
    return queries.list(CallOptions.chosen(new VerbOptions(), options));
  }

  /**
   * {@return the processes of a container by their numbers on the host, or with runsc in the
   * container; none when it is stopped}
   *
   * @param id the container's id
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final List<Long> ps(String id, Consumer<VerbOptions>... options) {
    return queries.ps(id, CallOptions.chosen(new VerbOptions(), options));
  }

  /**
   * {@return what a container that is created, running or paused uses now; crun has no such verb}
   *
   * @param id the container's id
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final ContainerEvent stats(String id, Consumer<VerbOptions>... options) {
    return queries.stats(id, CallOptions.chosen(new VerbOptions(), options));
  }

  /**
   * Tells what happens to a container, and regularly what it uses, until it is stopped; crun has no
   * such verb.
   *
   * @param id the container's id
   * @param listener is called on another thread; what it throws is thrown at the end
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final void events(
      String id, Consumer<ContainerEvent> listener, Consumer<EventsOptions>... options) {
    queries.events(id, listener, CallOptions.chosen(new EventsOptions(), options));
  }

  /**
   * {@return what the runtime can do, as it says itself; runsc and crun 1.8 do not}
   *
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final Features features(Consumer<VerbOptions>... options) {
    return queries.features(CallOptions.chosen(new VerbOptions(), options));
  }

  /**
   * Makes one call with these arguments and no other: nothing is looked at before or afterwards.
   * For verbs and arguments that have no method here, and for testing a runtime, which is to find
   * by itself that a container is in the wrong status. What the runtime prints is a document of at
   * most a few MiB; for a container's own output there is {@link OciRuntime#create}.
   *
   * @param verb the verb
   * @param arguments what follows it
   * @param options what differs from the defaults
   * @return the runtime's answer, whatever its exit code
   */
  @SafeVarargs
  public final RuntimeAnswer call(
      String verb, List<String> arguments, Consumer<VerbOptions>... options) {
    return queries.call(
        verb, List.copyOf(arguments), CallOptions.chosen(new VerbOptions(), options));
  }

  /**
   * {@return the runtime's name and version}
   *
   * @param options what differs from the defaults
   */
  @SafeVarargs
  public final RuntimeVersion version(Consumer<VerbOptions>... options) {
    return queries.version(CallOptions.chosen(new VerbOptions(), options));
  }
}
