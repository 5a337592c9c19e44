package io.github.voxelyte.solver.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredSpectrumTest {
    private static void isTheSample(Spectrum s) {
        assertEquals(2, s.size());
        assertEquals(1e5, s.frequency(0), 1e-6);
        assertEquals(12.5, s.impedance(0).getReal(), 1e-12);
        assertEquals(-3.25, s.impedance(0).getImaginary(), 1e-12);
        assertEquals(-7, s.impedance(1).getImaginary(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100000,12.5,3.25\n10,20,7\n",
                "# a remark\nfrequency,Z',-Z''\n1e5,12.5,3.25\n10,20,7\n",
                "f/Hz;Z' / Ohm;Z'' / Ohm\n1e5;12,5;-3,25\n10;20;-7\n",
                "Frequency [Hz],Z real [Ohm cm2],Z imag [Ohm cm2],Phase\n10,20,-7,1\n100000,12.5,-3.25,2\n",
                "-Z''\tZ'\tFreq\n3.25\t12.5\t1e5\n7\t20\t10",
                "1e5 12.5 3.25\r\n10 20 7\r\n"
            })
    void readsTables(String text) {
        isTheSample(MeasuredSpectrum.parse(text, "sample"));
    }

    @Test
    void readsGamry() {
        String text =
                "EXPLAIN\nTAG\tEISPOT\nZCURVE\tTABLE\n\tPt\tTime\tFreq\tZreal\tZimag\tZsig\n\t#\ts\tHz\tohm\tohm\tV\n"
                        + "\t0\t1\t1e5\t12.5\t-3.25\t1\n\t1\t2\t10\t20\t-7\t1\n";
        isTheSample(MeasuredSpectrum.parse(text, "sample.DTA"));
    }

    @Test
    void readsBioLogic() {
        String text = "EC-Lab ASCII FILE\nNb header lines : 4\n\nfreq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\t|Z|/Ohm\ttime/s\n"
                + "1,0E+5\t12,5\t3,25\t13\t1\n1,0E+1\t20\t7\t21\t2\n";
        isTheSample(MeasuredSpectrum.parse(text, "sample.mpt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\n",
                "1e5,12.5\n",
                "1e5,12.5,x\n",
                "ZCURVE\tTABLE",
                "EC-Lab ASCII FILE\nnothing\n",
                "0,1,2\n"
            })
    void refusesWithItsName(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> MeasuredSpectrum.parse(text, "sample.csv"))
                .getMessage();
        assertTrue(message.contains("sample.csv"), message);
    }

    @Test
    void saysWhichFileIsMissing() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> MeasuredSpectrum.read(Path.of("nowhere.csv")))
                .getMessage();
        assertTrue(message.contains("nowhere.csv"), message);
    }
}
