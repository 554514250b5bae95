package dev.ocispec.runtime;

/** Options of the verbs that have none of their own: start, state, list, ps, pause, resume, …. */
public final class VerbOptions extends CallOptions<VerbOptions> {
  VerbOptions() {}

  @Override
  VerbOptions self() {
    return this;
  }
}
