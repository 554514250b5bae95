package dev.ocispec.schema.internal;

import dev.ocispec.report.internal.ForeignText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lowest release that defines all that a document uses.
 *
 * <p>Show it one document, then take {@link #lowest()} and {@link #reasons()}.
 */
public final class ReleaseScan extends SchemaWalk {
  /**
   * Something in the document that not every release defines.
   *
   * @param pointer where it stands
   * @param value the value that asks for the release; empty when it is the member itself
   * @param since the release that introduced it
   * @param until the last release that has it; empty when the newest has it
   */
  public record Reason(
      String pointer, String value, SchemaRelease since, Optional<SchemaRelease> until) {
    /** Whether {@code release} defines it. */
    public boolean isIn(SchemaRelease release) {
      return since.compareTo(release) <= 0 && until.map(release::compareTo).orElse(0) <= 0;
    }

    @Override
    public String toString() {
      return value.isEmpty() ? pointer : pointer + " \"" + ForeignText.shown(value) + "\"";
    }
  }

  private final List<Reason> reasons = new ArrayList<>();

  /** A scan of a document of {@code schema}. */
  public ReleaseScan(ObjectSchema schema) {
    super(schema);
  }

  /** The lowest release that defines all that was shown so far. */
  public SchemaRelease lowest() {
    return reasons.stream().map(Reason::since).reduce(SchemaRelease.V1_0_0, SchemaRelease::max);
  }

  /** All that some release does not define, in document order. */
  public List<Reason> reasons() {
    return reasons;
  }

  @Override
  void value(@Nullable SchemaType expected, String found) {
    // The form of a value does not depend on the release; a wrong one is another check's affair.
  }

  @Override
  void member(Frame frame, String name) {
    if (frame.type instanceof ObjectSchema schema) {
      Member known = frame.member != null ? frame.member : schema.knownOrGone(name);
      if (known == null) {
        key(schema, name);
      } else {
        used("", known.since(), known.until());
      }
    }
  }

  private void key(ObjectSchema schema, String name) {
    SchemaRelease since = schema.knownKeys().get(name);
    if (since != null) {
      used("", since, Optional.empty());
    }
  }

  @Override
  void end(Frame frame) {
    // What an object or list needs was counted when its parts were seen.
  }

  @Override
  public void text(String value) {
    if (next() instanceof TextSchema schema) {
      SchemaRelease since = schema.values().get(value);
      if (since != null) {
        used(value, since, Optional.empty());
      }
    }
  }

  private void used(String value, SchemaRelease since, Optional<SchemaRelease> until) {
    if (since != SchemaRelease.V1_0_0 || until.isPresent()) {
      reasons.add(new Reason(pointer(), value, since, until));
    }
  }

  @Override
  public void integer(long value) {
    next();
  }

  @Override
  public void unsigned(long bits) {
    next();
  }

  @Override
  public void number(String literal) {
    next();
  }

  @Override
  public void bool(boolean value) {
    next();
  }

  @Override
  public void nil() {
    next();
    int last = reasons.size() - 1;
    if (last >= 0 && reasons.get(last).pointer().equals(pointer())) {
      reasons.remove(last); // A member that is null counts as absent.
    }
  }
}
