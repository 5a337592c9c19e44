package io.github.voxelyte.plugins.designs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyFileTest {
    private static final String GENERATE =
            "{'command': 'Generate Cathode Tomogram...', 'width': 16, 'height': 16, 'depth': 16, 'seed': '${seed}'}";
    private static final String STUDY =
            "{'structures': {'a': {'steps': [" + GENERATE + "]}, 'b': {'from': 'a', 'steps':"
                    + " [{'command': 'Binarize Tomogram...', 'fraction': '${share}'}]}},"
                    + " 'axes': {'seed': {'values': [1, 2]}, 'share': {'values': [0.4, null]},"
                    + " 'kappa': {'values': [1e-4, 2e-4]}},"
                    + " 'cell': {'set': {'electrolyte.conductivity_S_per_cm': '${kappa}'}},"
                    + " 'compute': {'discharge': {'c_rate': [0.1, 1]}}}";

    private static List<StudyTasks.Row> rows(String study) {
        return StudyTasks.of(StudyFile.parse(study.replace('\'', '"')));
    }

    @Test
    void everyStructureMeetsEveryPointAndTheLastAxisRunsFastest() {
        List<StudyTasks.Row> rows = rows(STUDY);
        assertEquals(16, rows.size());
        assertEquals("a", rows.get(7).structure());
        assertEquals("b", rows.get(8).structure());
        assertEquals(
                Map.of("seed", 1L, "share", 0.4, "kappa", 2e-4), rows.get(9).levels());
        assertEquals(
                Map.of("seed", 2L, "share", "none", "kappa", 2e-4), rows.get(15).levels());
    }

    @Test
    void levelsStandWhereTheirNamesStoodAndNoneLeavesTheStepOut() {
        List<StudyTasks.Row> rows = rows(STUDY);
        StudyTaskText with = StudyTaskText.ofJson(rows.get(9).task().text());
        StudyTaskText without = StudyTaskText.ofJson(rows.get(15).task().text());
        assertEquals(
                List.of("width=16 height=16 depth=16 seed=1", "fraction=0.4"),
                with.making().stream().map(CommandStep::options).toList());
        assertEquals(1, without.making().size());
        assertEquals("c_rate=0.1,1", with.computing().get(0).options());
        assertTrue(with.cell().contains("\"conductivity_S_per_cm\" : 2.0E-4"), with.cell());
    }

    @Test
    void sameTasksHaveTheSameKeyAndOthersAnother() {
        List<StudyTasks.Row> rows = rows(STUDY);
        assertEquals(rows.get(9).task().key(), rows(STUDY).get(9).task().key());
        assertEquals(rows.get(0).task().key(), rows.get(2).task().key(), "the share is nothing to structure a");
        assertNotEquals(rows.get(8).task().key(), rows.get(9).task().key());
    }

    @Test
    void aLatinHypercubeMeetsEveryStratumOnceAndIsRepeatable() {
        String latin = STUDY.replace("'values': [1e-4, 2e-4]", "'range': [1e-5, 1e-3], 'scale': 'log'")
                .replace("'values': [1, 2]", "'range': [1, 1000], 'whole': true")
                .replace("'cell'", "'design': {'type': 'latin hypercube', 'samples': 10, 'seed': 7}, 'cell'");
        List<StudyTasks.Row> rows = rows(latin);
        assertEquals(20, rows.size());
        List<Integer> strata = rows.subList(0, 10).stream()
                .map(row -> (int)
                        Math.floor(5 * (5 + Math.log10((double) row.levels().get("kappa")))))
                .sorted()
                .toList();
        assertEquals(IntStream.range(0, 10).boxed().toList(), strata);
        assertEquals(
                5,
                rows.subList(0, 10).stream()
                        .filter(row -> row.levels().get("share").equals("none"))
                        .count());
        assertTrue(rows.stream().allMatch(row -> row.levels().get("seed") instanceof Long));
        assertEquals(rows, rows(latin));
        assertNotEquals(rows, rows(latin.replace("'seed': 7", "'seed': 8")));
    }

    @Test
    void aRangeWithLevelsIsCutEvenly() {
        List<StudyTasks.Row> rows =
                rows(STUDY.replace("'values': [1e-4, 2e-4]", "'range': [1e-5, 1e-3], 'scale': 'log', 'levels': 3"));
        assertEquals(1e-5, (double) rows.get(0).levels().get("kappa"), 1e-15);
        assertEquals(1e-4, (double) rows.get(1).levels().get("kappa"), 1e-15);
        assertEquals(1e-3, (double) rows.get(2).levels().get("kappa"), 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            textBlock =
                    """
                    'depth': 16        | 'depht': 16                  | structures.a.steps[0]: The key 'depht' is not known
                    'fraction': '${share}' | 'fraction': '${nothing}' | structures.b.steps[0].fraction: there is no axis 'nothing'
                    '${kappa}'         | 3e-4                         | axes.kappa: ${kappa} stands nowhere
                    'c_rate': [0.1, 1] | 'c_rate': [0.1, -1]          | compute.discharge: c_rate=0.1,-1
                    'c_rate'           | 'output': 'x', 'c_rate'      | compute.discharge: The key 'output' is not allowed
                    'c_rate'           | 'cell': 'lps-nmc622', 'c_rate' | compute.discharge.cell: the study has a cell of its own
                    'discharge'        | 'dissolve'                   | compute.dissolve: is not known
                    'electrolyte.cond  | 'electrolyte.kond            | cell.set: cell file of the study: electrolyte.konductivity
                    [1e-4, 2e-4]       | [1e-4, -2e-4]                | cell.set: cell file of the study: electrolyte.conductivity
                    [1e-4, 2e-4]       | [1e-4, 1e-4]                 | axes.kappa.values[1]: the value 1.0E-4 is there twice
                    'b': {'from'       | 'a': {'from'                 | Duplicate field 'a'
                    'from': 'a'        | 'from': 'b'                  | structures.b: comes from itself
                    'from': 'a'        | 'file': 'nowhere.tif'        | structures.b.file: there is no file
                    'from': 'a'        | 'from': 'a', 'tiles': {'size': [4, 4, 4]} | structures.b.tiles: only a file has tiles
                    'from': 'a'        | 'form': 'a'                  | structures.b.form: is not known
                    'Binarize          | 'Binarise                    | structures.b.steps[0].command: there is no command
                    'axes': {'seed'    | 'axes': {'status'            | axes.status: an axis can't be called that
                    'compute'          | 'design': {'type': 'random'}, 'compute' | design.type: must be full factorial
                    """)
    void mistakesAreNamedWithThePathToTheKey(String right, String wrong, String told) {
        assertTrue(STUDY.contains(right), right);
        String study = STUDY.replace(right, wrong);
        String message =
                assertThrows(IllegalArgumentException.class, () -> rows(study)).getMessage();
        assertTrue(message.startsWith("Study file") && message.contains(told), message);
    }
}
