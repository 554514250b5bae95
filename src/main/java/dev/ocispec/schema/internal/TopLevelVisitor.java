package dev.ocispec.schema.internal;

/** A visitor that knows whether it is at the members of the document itself. */
public abstract class TopLevelVisitor extends EmptyVisitor {
  private int depth;

  /** A visitor that has seen nothing. */
  protected TopLevelVisitor() {}

  /** Whether what is seen belongs to the document itself and not to something in it. */
  protected final boolean isTopLevel() {
    return depth == 1;
  }

  @Override
  public final void startObject() {
    depth++;
  }

  @Override
  public final void endObject() {
    depth--;
  }

  @Override
  public final void startArray() {
    depth++;
  }

  @Override
  public final void endArray() {
    depth--;
  }
}
