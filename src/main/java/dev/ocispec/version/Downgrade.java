package dev.ocispec.version;

import dev.ocispec.json.Json;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.report.Finding;
import dev.ocispec.schema.internal.SchemaCheck;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.internal.LoneSurrogates;
import dev.ocispec.spec.internal.ObjectBuilder;
import dev.ocispec.spec.internal.SchemaFindings;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.version.internal.ReleaseTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A configuration rewritten for another release, usually an older one, or the reasons why that is
 * impossible.
 *
 * <p>What the release does not define is left out, and every loss is reported. Where leaving it out
 * would let the container see, reach or use more than before, nothing is rewritten: no option or
 * setting that isolates is ever dropped. {@code docs/versions.md} lists them, line by line.
 */
public sealed interface Downgrade {
  /** The rule of a finding that reports what was left out. */
  String LOSS = "downgrade-loss";

  /** The rule of a finding that reports what cannot be left out. */
  String ISOLATION = "downgrade-isolation";

  /**
   * The configuration for the release.
   *
   * @param spec the rewritten configuration: it declares the release, uses nothing that the release
   *     does not define, and is valid by its schema
   * @param losses what was left out or put in other words, each at level info with its pointer into
   *     the original; empty when nothing was
   */
  record Done(Spec spec, List<Finding> losses) implements Downgrade {
    /**
     * Copies the list.
     *
     * @param spec the configuration for the release
     * @param losses what was left out or changed
     */
    public Done {
      losses = List.copyOf(losses);
    }

    @Override
    public Spec orElseThrow() {
      return spec;
    }
  }

  /**
   * A refusal.
   *
   * @param reasons every reason for the refusal, each at level must with its pointer: settings that
   *     isolate, and the faults that the release's schema finds in the rest
   */
  record Refused(List<Finding> reasons) implements Downgrade {
    /**
     * Copies the list.
     *
     * @param reasons why the configuration can't be written for the release
     */
    public Refused {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Spec orElseThrow() {
      throw new DowngradeRefusedException(reasons);
    }
  }

  /**
   * Rewrites {@code spec} for {@code release}.
   *
   * @param spec the configuration
   * @param release the release to be written for
   * @return the configuration for that release, or the reasons for the refusal
   */
  static Downgrade of(Spec spec, Release release) {
    Losses losses = Losses.of(spec, release);
    if (!losses.refusals().isEmpty()) {
      return new Refused(losses.refusals());
    }
    Spec result =
        losses.isRedeclaration() ? redeclared(spec, release) : rewritten(spec, losses.edits());
    Walkable written = Walkable.of(result);
    List<Finding> faults =
        SchemaCheck.ofTyped(written.schema().at(ReleaseTables.of(release)), written::accept);
    return faults.isEmpty() ? new Done(result, losses.notes()) : new Refused(told(faults, spec));
  }

  /** The same configuration as another document, not as an edited one. */
  private static Spec redeclared(Spec spec, Release release) {
    LoneSurrogates.refuse(Walkable.of(spec)::accept);
    Spec.Builder builder = spec.toBuilder().ociVersion(release.version());
    ObjectBuilder.forgetOriginal(builder);
    return builder.build();
  }

  private static Spec rewritten(Spec spec, Map<String, Optional<String>> edits) {
    byte[] json = Json.unchecked().toBytes(new RewrittenDocument(spec, edits));
    return Json.read(json, Spec.class, JsonLimits.OWN);
  }

  /** Marks faults that the configuration already had before the rewrite. */
  private static List<Finding> told(List<Finding> faults, Spec spec) {
    Walkable original = Walkable.of(spec);
    Set<String> before =
        SchemaFindings.ofTyped(original).stream()
            .map(fault -> fault.rule() + fault.pointer())
            .collect(Collectors.toSet());
    return faults.stream()
        .map(
            fault ->
                before.contains(fault.rule() + fault.pointer())
                    ? fault.withSuggestion(
                        "the original already has this fault; Json.unchecked() writes the"
                            + " configuration unchanged")
                    : fault)
        .toList();
  }

  /**
   * {@return the rewritten configuration}
   *
   * @throws DowngradeRefusedException when the rewrite is refused
   */
  Spec orElseThrow();
}
