package dev.ocispec.rule;

import dev.ocispec.features.Features;
import dev.ocispec.json.JsonDocument;
import dev.ocispec.json.internal.JudgedText;
import dev.ocispec.schema.internal.TopLevelVisitor;
import dev.ocispec.spec.OciDocument;
import dev.ocispec.spec.Spec;
import dev.ocispec.state.ContainerProcessState;
import dev.ocispec.state.State;
import dev.ocispec.version.Release;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The kinds of documents that the specification defines. */
public enum DocumentKind {
  /** {@code config.json}, the configuration of a container. */
  CONFIG("config", Spec.class, "config-schema.json"),
  /** The state that a runtime prints and hands to hooks. */
  STATE("state", State.class, "state-schema.json"),
  /** What a runtime says that it can do. */
  FEATURES("features", Features.class, "features-schema.json"),
  /** The message that a seccomp agent receives. */
  PROCESS_STATE("process-state", ContainerProcessState.class, "process-state-schema.json");

  private final String text;
  private final Class<? extends OciDocument> type;
  private final String schemaFile;

  DocumentKind(String text, Class<? extends OciDocument> type, String schemaFile) {
    this.text = text;
    this.type = type;
    this.schemaFile = schemaFile;
  }

  /** {@return the kind as the command line and reports spell it} */
  public String text() {
    return text;
  }

  /** {@return the Java type of documents of this kind} */
  public Class<? extends OciDocument> type() {
    return type;
  }

  /** {@return the entry file of their schema} */
  public String schemaFile() {
    return schemaFile;
  }

  /** {@return the release that introduced them} */
  public Release since() {
    return this == CONFIG || this == STATE ? Release.V1_0_0 : Release.V1_1_0;
  }

  /**
   * {@return the kind that is spelled {@code text}; empty for any other text}
   *
   * @param text the kind's name
   */
  public static Optional<DocumentKind> of(String text) {
    for (DocumentKind kind : values()) {
      if (kind.text.equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /**
   * {@return the kind of a typed document}
   *
   * @param document the document
   */
  public static DocumentKind of(OciDocument document) {
    for (DocumentKind kind : values()) {
      if (kind.type.isInstance(document)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(document.getClass().getName() + " is not a document type");
  }

  /**
   * {@return the kind that a text most likely is, by the names of its members: each one that a kind
   * defines speaks for that kind, twice when no other defines it, and each one that the kind
   * requires and that is missing speaks against it; a configuration when that does not decide}
   *
   * @param document the text
   */
  public static DocumentKind detect(JsonDocument document) {
    TopLevelNames names = new TopLevelNames();
    JudgedText.of(document).accept(names);
    return KindScore.mostLikely(names.found);
  }

  private static final class TopLevelNames extends TopLevelVisitor {
    private final Set<String> found = new HashSet<>();

    @Override
    public void name(String name) {
      if (isTopLevel()) {
        found.add(name);
      }
    }
  }
}
