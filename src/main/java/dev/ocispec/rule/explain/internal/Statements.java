package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Statement;
import dev.ocispec.rule.Topic;
import dev.ocispec.rule.Weight;
import dev.ocispec.rule.knowledge.internal.Fact;
import dev.ocispec.rule.knowledge.internal.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects statements; a text is given as a clause and becomes a sentence. */
final class Statements {
  private final List<Statement> all = new ArrayList<>();

  void isolation(Topic topic, String pointer, String text) {
    add(Weight.ISOLATION, topic, pointer, text);
  }

  void notable(Topic topic, String pointer, String text) {
    add(Weight.NOTABLE, topic, pointer, text);
  }

  void plain(Topic topic, String pointer, String text) {
    add(Weight.PLAIN, topic, pointer, text);
  }

  void add(Fact fact, String pointer) {
    add(fact.weight(), fact.topic(), pointer, fact.text());
  }

  void add(Weight weight, Topic topic, String pointer, String text) {
    all.add(new Statement(weight, topic, pointer, Words.sentence(text) + "."));
  }

  /** All of them, the weightiest first, those about one topic together, else as they were added. */
  List<Statement> ranked() {
    return all.stream()
        .sorted(Comparator.comparing(Statement::weight).thenComparing(Statement::topic))
        .toList();
  }
}
