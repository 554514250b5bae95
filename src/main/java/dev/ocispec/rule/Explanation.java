package dev.ocispec.rule;

import dev.ocispec.rule.explain.internal.Explainer;
import dev.ocispec.rule.explain.internal.ExplanationPage;
import dev.ocispec.rule.explain.internal.ExplanationText;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.Objects;

/**
 * What a container is and may do, in statements for a person who has to decide on it.
 *
 * <p>It rests on the configuration alone: what stands at a path of the host, or what a hook does,
 * it does not know. What the configuration leaves out counts too, since the host's namespaces, no
 * filter and no limit are what a runtime then takes.
 */
public final class Explanation {
  private final List<Statement> statements;

  private Explanation(List<Statement> statements) {
    this.statements = statements;
  }

  /**
   * {@return what a container with this configuration is and may do} Works for any document, a
   * partial or invalid one too.
   *
   * @param spec the configuration
   */
  public static Explanation of(Spec spec) {
    return new Explanation(Explainer.explain(Objects.requireNonNull(spec, "spec")));
  }

  /** {@return the statements, the weightiest first, those about one topic together} */
  public List<Statement> statements() {
    return statements;
  }

  /** {@return the statements for a terminal, in lines of at most 96 characters where they can} */
  public String toText() {
    return ExplanationText.of(statements);
  }

  /** {@return the statements as an HTML page that needs no other file and no script} */
  public String toHtml() {
    return toHtml("Container");
  }

  /**
   * {@return the statements as an HTML page that needs no other file and no script}
   *
   * @param name what the page calls the container, for instance the name of the file
   */
  public String toHtml(String name) {
    return ExplanationPage.of(name, statements);
  }
}
