/*
 * Effective conductivity of one label of a raw volume by BoomerAMG-preconditioned conjugate gradients (hypre), one rank:
 * the comparison for `benchmarks.jar transport`, with the same arguments, problem, stopping rule and line of JSON.
 *
 * div(sigma grad phi) = 0, sigma = 1 in the conducting label and 0 elsewhere, unit voxels; seven-point finite volumes,
 * face conductance 1 between two conducting voxels; phi = 1 on the first and 0 on the last face along the axis, half a
 * voxel from the centre (conductance 2); no flux through the other faces. Unknowns: the conducting voxels joined through
 * faces to both electrode planes. d_eff from the dissipated energy.
 *
 * peak_bytes_per_voxel: peak resident memory of the process less that with the label image loaded.
 */
#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <mpi.h>

#include <HYPRE.h>
#include <HYPRE_IJ_mv.h>
#include <HYPRE_krylov.h>
#include <HYPRE_parcsr_ls.h>

enum { OUTSIDE = -1, CONDUCTS = -2, FROM_FIRST = -3, JOINED = -4 };

typedef struct {
    int n[3];
    int64_t stride[3];
    int64_t voxels;
    int axis;
    int32_t *row; /* per voxel: number of the unknown, or OUTSIDE */
    int32_t *voxel_of_row;
    int32_t rows;
} Problem;

static void fail(int status, const char *sentence) {
    fprintf(stderr, "%s\n", sentence);
    exit(status);
}

static void *reserve(size_t bytes) {
    void *memory = malloc(bytes);
    if (memory == NULL) {
        fail(1, "out of memory");
    }
    return memory;
}

static double cpu_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

/* A line such as "VmHWM:  1234 kB" of the process status, in bytes. */
static double status_bytes(const char *key) {
    char line[256];
    double kib = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        if (strncmp(line, key, strlen(key)) == 0) {
            kib = atof(line + strlen(key));
        }
    }
    if (status != NULL) {
        fclose(status);
    }
    return 1024 * kib;
}

static int position(const Problem *p, int axis, int64_t voxel) {
    return (int)(voxel / p->stride[axis] % p->n[axis]);
}

/* Index of the neighbour before (side 0) or after (side 1) along an axis, or -1 outside the box. */
static int64_t neighbour(const Problem *p, int64_t voxel, int axis, int side) {
    int at = position(p, axis, voxel);
    if (side == 0) {
        return at > 0 ? voxel - p->stride[axis] : -1;
    }
    return at < p->n[axis] - 1 ? voxel + p->stride[axis] : -1;
}

/* Marks `to` whatever is marked `from` and joined through faces to an electrode plane. */
static void flood(Problem *p, int last, int32_t from, int32_t to) {
    size_t capacity = 1 << 16, size = 0;
    int32_t *stack = reserve(capacity * sizeof *stack);
    int plane = last ? p->n[p->axis] - 1 : 0;
    for (int64_t seed = 0; seed < p->voxels; seed++) {
        if (position(p, p->axis, seed) != plane || p->row[seed] != from) {
            continue;
        }
        p->row[seed] = to;
        stack[size++] = (int32_t)seed;
        while (size > 0) {
            int32_t voxel = stack[--size];
            for (int f = 0; f < 6; f++) {
                int64_t next = neighbour(p, voxel, f / 2, f % 2);
                if (next < 0 || p->row[next] != from) {
                    continue;
                }
                p->row[next] = to;
                if (size == capacity) {
                    capacity *= 2;
                    stack = realloc(stack, capacity * sizeof *stack);
                    if (stack == NULL) {
                        fail(1, "out of memory");
                    }
                }
                stack[size++] = (int32_t)next;
            }
        }
    }
    free(stack);
}

static void number_unknowns(Problem *p, const unsigned char *label, int phase) {
    p->row = reserve(p->voxels * sizeof *p->row);
    for (int64_t v = 0; v < p->voxels; v++) {
        p->row[v] = label[v] == phase ? CONDUCTS : OUTSIDE;
    }
    flood(p, 0, CONDUCTS, FROM_FIRST);
    flood(p, 1, FROM_FIRST, JOINED);
    p->rows = 0;
    for (int64_t v = 0; v < p->voxels; v++) {
        p->row[v] = p->row[v] == JOINED ? p->rows++ : OUTSIDE;
    }
    p->voxel_of_row = reserve(((size_t)p->rows + 1) * sizeof *p->voxel_of_row);
    for (int64_t v = 0; v < p->voxels; v++) {
        if (p->row[v] >= 0) {
            p->voxel_of_row[p->row[v]] = (int32_t)v;
        }
    }
}

/* Rows of the neighbours of a row; returns how many, and the conductances to the two electrode planes. */
static int neighbours(const Problem *p, int32_t row, HYPRE_BigInt *columns, double to_plane[2]) {
    int64_t voxel = p->voxel_of_row[row];
    int at = position(p, p->axis, voxel), count = 0;
    for (int f = 0; f < 6; f++) {
        int64_t next = neighbour(p, voxel, f / 2, f % 2);
        if (next >= 0 && p->row[next] >= 0) {
            columns[count++] = p->row[next];
        }
    }
    to_plane[0] = at == 0 ? 2 : 0;
    to_plane[1] = at == p->n[p->axis] - 1 ? 2 : 0;
    return count;
}

static void assemble(const Problem *p, HYPRE_IJMatrix *a, HYPRE_IJVector *b, HYPRE_IJVector *x) {
    HYPRE_Int *sizes = reserve(p->rows * sizeof *sizes);
    HYPRE_BigInt columns[7];
    double to_plane[2], values[7];
    for (int32_t i = 0; i < p->rows; i++) {
        sizes[i] = neighbours(p, i, columns, to_plane) + 1;
    }
    HYPRE_IJMatrixCreate(MPI_COMM_WORLD, 0, p->rows - 1, 0, p->rows - 1, a);
    HYPRE_IJMatrixSetObjectType(*a, HYPRE_PARCSR);
    HYPRE_IJMatrixSetRowSizes(*a, sizes);
    HYPRE_IJMatrixInitialize(*a);
    HYPRE_IJVectorCreate(MPI_COMM_WORLD, 0, p->rows - 1, b);
    HYPRE_IJVectorSetObjectType(*b, HYPRE_PARCSR);
    HYPRE_IJVectorInitialize(*b);
    HYPRE_IJVectorCreate(MPI_COMM_WORLD, 0, p->rows - 1, x);
    HYPRE_IJVectorSetObjectType(*x, HYPRE_PARCSR);
    HYPRE_IJVectorInitialize(*x);
    for (int32_t i = 0; i < p->rows; i++) {
        HYPRE_BigInt row = i;
        HYPRE_Int count = neighbours(p, i, columns + 1, to_plane) + 1;
        columns[0] = i;
        values[0] = count - 1 + to_plane[0] + to_plane[1];
        for (int k = 1; k < count; k++) {
            values[k] = -1;
        }
        HYPRE_IJMatrixSetValues(*a, 1, &count, &row, columns, values);
        double linear = 1 - (position(p, p->axis, p->voxel_of_row[i]) + 0.5) / p->n[p->axis];
        HYPRE_IJVectorSetValues(*b, 1, &row, &to_plane[0]);
        HYPRE_IJVectorSetValues(*x, 1, &row, &linear);
    }
    HYPRE_IJMatrixAssemble(*a);
    HYPRE_IJVectorAssemble(*b);
    HYPRE_IJVectorAssemble(*x);
    free(sizes);
}

static double option(const char *name, double standard) {
    const char *text = getenv(name);
    return text != NULL ? atof(text) : standard;
}

/* HMIS coarsening, extended+i interpolation of at most 4 entries: De Sterck, Falgout, Nolting, Yang (2008), 10.1002/nla.559. */
static HYPRE_Solver boomeramg(void) {
    HYPRE_Solver amg;
    HYPRE_BoomerAMGCreate(&amg);
    HYPRE_BoomerAMGSetCoarsenType(amg, 10);
    HYPRE_BoomerAMGSetInterpType(amg, 6);
    HYPRE_BoomerAMGSetPMaxElmts(amg, 4);
    HYPRE_BoomerAMGSetStrongThreshold(amg, option("HYPRE_STRONG_THRESHOLD", 0.25));
    HYPRE_BoomerAMGSetAggNumLevels(amg, (HYPRE_Int)option("HYPRE_AGGRESSIVE_LEVELS", 1));
    /* Gauss-Seidel forward on the way down, backward on the way up: symmetric, as conjugate gradients need. */
    HYPRE_BoomerAMGSetCycleRelaxType(amg, 3, 1);
    HYPRE_BoomerAMGSetCycleRelaxType(amg, 4, 2);
    HYPRE_BoomerAMGSetCycleRelaxType(amg, 9, 3);
    HYPRE_BoomerAMGSetNumSweeps(amg, 1);
    HYPRE_BoomerAMGSetRelaxOrder(amg, 0);
    HYPRE_BoomerAMGSetTol(amg, 0);
    HYPRE_BoomerAMGSetMaxIter(amg, 1);
    return amg;
}

/* Dissipated energy, the squared norm of the residual and that of the right-hand side. */
static void evaluate(const Problem *p, const double *phi, double *energy, double *residual, double *source) {
    HYPRE_BigInt columns[6];
    double to_plane[2];
    *energy = *residual = *source = 0;
    for (int32_t i = 0; i < p->rows; i++) {
        int count = neighbours(p, i, columns, to_plane);
        double r = to_plane[0] * (1 - phi[i]) - to_plane[1] * phi[i];
        *energy += to_plane[0] * (1 - phi[i]) * (1 - phi[i]) + to_plane[1] * phi[i] * phi[i];
        for (int k = 0; k < count; k++) {
            double drop = phi[columns[k]] - phi[i];
            r += drop;
            *energy += 0.5 * drop * drop;
        }
        *residual += r * r;
        *source += to_plane[0] * to_plane[0];
    }
}

static int whole_number(const char *name, const char *text, long least, long most) {
    char *end, sentence[160];
    long value = strtol(text, &end, 10);
    if (*text == 0 || *end != 0 || value < least || value > most) {
        snprintf(sentence, sizeof sentence, "%s must be a whole number from %ld to %ld", name, least, most);
        fail(2, sentence);
    }
    return (int)value;
}

static unsigned char *read_volume(const char *path, int64_t voxels) {
    unsigned char *label = reserve(voxels);
    FILE *file = fopen(path, "rb");
    if (file == NULL || fread(label, 1, voxels, file) != (size_t)voxels || fgetc(file) != EOF) {
        fail(2, "RAW must be a file of NX*NY*NZ unsigned bytes");
    }
    fclose(file);
    return label;
}

static void solve(Problem *p, const unsigned char *label, int phase, double tolerance) {
    double loaded = status_bytes("VmRSS:"), cpu = cpu_seconds(), wall = MPI_Wtime();
    number_unknowns(p, label, phase);
    HYPRE_Int iterations = 0;
    double energy = 0, residual = 0, source = 1;
    if (p->rows > 0) {
        HYPRE_IJMatrix a;
        HYPRE_IJVector b, x;
        HYPRE_ParCSRMatrix matrix;
        HYPRE_ParVector rhs, start;
        HYPRE_Solver cg, amg = boomeramg();
        assemble(p, &a, &b, &x);
        HYPRE_IJMatrixGetObject(a, (void **)&matrix);
        HYPRE_IJVectorGetObject(b, (void **)&rhs);
        HYPRE_IJVectorGetObject(x, (void **)&start);
        double assembled = cpu_seconds();
        HYPRE_ParCSRPCGCreate(MPI_COMM_WORLD, &cg);
        HYPRE_PCGSetTol(cg, tolerance);
        HYPRE_PCGSetTwoNorm(cg, 1);
        HYPRE_PCGSetMaxIter(cg, 500);
        HYPRE_PCGSetPrecond(
            cg, (HYPRE_PtrToSolverFcn)HYPRE_BoomerAMGSolve, (HYPRE_PtrToSolverFcn)HYPRE_BoomerAMGSetup, amg);
        HYPRE_ParCSRPCGSetup(cg, matrix, rhs, start);
        double set_up = cpu_seconds();
        HYPRE_ParCSRPCGSolve(cg, matrix, rhs, start);
        double solved = cpu_seconds();
        HYPRE_PCGGetNumIterations(cg, &iterations);
        fprintf(stderr, "unknowns %d, cpu_s: assembly %.2f, set-up %.2f, iterations %.2f\n", (int)p->rows,
                assembled - cpu, set_up - assembled, solved - set_up);
        double *phi = reserve(p->rows * sizeof *phi);
        HYPRE_BigInt *rows = reserve(p->rows * sizeof *rows);
        for (int32_t i = 0; i < p->rows; i++) {
            rows[i] = i;
        }
        HYPRE_IJVectorGetValues(x, p->rows, rows, phi);
        evaluate(p, phi, &energy, &residual, &source);
    }
    double area = (double)p->voxels / p->n[p->axis];
    cpu = cpu_seconds() - cpu;
    wall = MPI_Wtime() - wall;
    printf("{\"iterations\": %d, \"residual\": %.4e, \"d_eff\": %.12g, \"cpu_s\": %.3f, \"wall_s\": %.3f, "
           "\"peak_bytes_per_voxel\": %.2f}\n",
           (int)iterations, sqrt(residual / source), energy * p->n[p->axis] / area, cpu, wall,
           (status_bytes("VmHWM:") - loaded) / p->voxels);
}

int main(int count, char **argument) {
    MPI_Init(&count, &argument);
    HYPRE_Init();
    if (count != 8) {
        fail(2, "the arguments are RAW NX NY NZ PHASE AXIS TOLERANCE");
    }
    Problem p;
    for (int a = 0; a < 3; a++) {
        const char *name[] = {"NX", "NY", "NZ"};
        p.n[a] = whole_number(name[a], argument[2 + a], 1, INT32_MAX);
        p.stride[a] = a == 0 ? 1 : p.stride[a - 1] * p.n[a - 1];
    }
    if ((double)p.n[0] * p.n[1] * p.n[2] > INT32_MAX) {
        fail(2, "NX*NY*NZ must be less than 2^31");
    }
    p.voxels = p.stride[2] * p.n[2];
    int phase = whole_number("PHASE", argument[5], 0, 255);
    p.axis = tolower((unsigned char)argument[6][0]) - 'x';
    if (p.axis < 0 || p.axis > 2 || argument[6][1] != 0) {
        fail(2, "AXIS must be x, y or z");
    }
    double tolerance = atof(argument[7]);
    if (!(tolerance > 0 && tolerance < 1)) {
        fail(2, "TOLERANCE must lie between 0 and 1");
    }
    unsigned char *label = read_volume(argument[1], p.voxels);
    solve(&p, label, phase, tolerance);
    free(label);
    HYPRE_Finalize();
    MPI_Finalize();
    return 0;
}
