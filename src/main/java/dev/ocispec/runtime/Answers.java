package dev.ocispec.runtime;

import dev.ocispec.json.Json;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.state.ContainerState;
import dev.ocispec.state.State;

/** Reads what runtimes print. */
final class Answers {
  private Answers() {}

  static State state(EndedCall ended, String id) {
    State state;
    try {
      state = Json.read(document(ended), State.class);
    } catch (UnreadableDocumentException e) {
      throw new UnexpectedOutputException(
          "expected a state document, found something else: " + e.getMessage(), ended.report(), e);
    }
    if (!state.id().equals(id)) {
      throw new UnexpectedOutputException(
          "expected the state of \"" + id + "\", found that of another container",
          ended.report(),
          null);
    }
    return corrected(state);
  }

  /** A container whose process is dead is stopped, also when its parent does not care. */
  private static State corrected(State state) {
    boolean alive = Statuses.ALIVE.contains(state.status());
    return alive && state.pid().isPresent() && ProcStat.isZombie(state.pid().getAsLong())
        ? state.toBuilder().status(ContainerState.STOPPED).build()
        : state;
  }

  /** The bytes of standard output, when they are all there. */
  static byte[] document(EndedCall ended) {
    if (ended.stdout().isTruncated()) {
      throw new UnexpectedOutputException(
          "expected a document of at most "
              + Verbs.LONGEST_DOCUMENT
              + " bytes, found "
              + ended.stdout().totalBytes(),
          ended.report(),
          null);
    }
    return ended.stdout().bytes();
  }
}
