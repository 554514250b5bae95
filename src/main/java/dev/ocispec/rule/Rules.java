package dev.ocispec.rule;

import dev.ocispec.report.Level;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A selection of rules. Immutable: each method gives a changed copy.
 *
 * <p>{@link #standard()} has the whole catalogue.
 */
public final class Rules {
  private static final Rules NONE = new Rules(Map.of());

  private final Map<String, Rule> byId;

  private Rules(Map<String, Rule> byId) {
    this.byId = byId;
  }

  /** {@return all rules of the catalogue, at their own levels} */
  public static Rules standard() {
    return Standard.RULES;
  }

  /** {@return no rules, to add your own to} */
  public static Rules none() {
    return NONE;
  }

  private Rules and(List<Rule> more) {
    Map<String, Rule> changed = new LinkedHashMap<>(byId);
    for (Rule rule : more) {
      if (changed.put(rule.id(), rule) != null) {
        throw new IllegalArgumentException("expected one rule with the id " + rule.id());
      }
    }
    return new Rules(Collections.unmodifiableMap(changed));
  }

  private Rules change(String id, Function<Rule, Optional<Rule>> change) {
    Rule known = byId.get(id);
    if (known == null) {
      throw new UnknownRuleException(id, byId.keySet());
    }
    Map<String, Rule> changed = new LinkedHashMap<>(byId);
    change.apply(known).ifPresentOrElse(rule -> changed.put(id, rule), () -> changed.remove(id));
    return new Rules(Collections.unmodifiableMap(changed));
  }

  /**
   * {@return the selection without a rule}
   *
   * @param id the rule's id
   * @throws UnknownRuleException when the selection has no such rule
   */
  public Rules disable(String id) {
    return change(id, rule -> Optional.empty());
  }

  /**
   * {@return the selection with another level for a rule}
   *
   * @param id the rule's id
   * @param level the level of its findings
   * @throws UnknownRuleException when the selection has no such rule
   */
  public Rules level(String id, Level level) {
    return change(id, rule -> Optional.of(rule.withLevel(level)));
  }

  /**
   * {@return the selection with a further rule}
   *
   * @param rule the rule
   * @throws IllegalArgumentException when the selection has a rule with that id
   */
  public Rules with(Rule rule) {
    return and(List.of(rule));
  }

  /** {@return the rules, in the order of the catalogue} */
  public Collection<Rule> all() {
    return byId.values();
  }

  /**
   * {@return the rule with this id; empty when the selection has none}
   *
   * @param id the rule's id
   */
  public Optional<Rule> get(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** {@return the rules as a stream} */
  public Stream<Rule> stream() {
    return byId.values().stream();
  }

  /** Hundreds of rules, which are made when they are first asked for. */
  private static final class Standard {
    static final Rules RULES = NONE.and(Catalogue.all());
  }
}
