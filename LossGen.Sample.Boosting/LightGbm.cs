using System.Runtime.InteropServices;

namespace LossGen.Sample.Boosting;

/// <summary>LightGBM's C interface, as much of it as a custom objective takes.</summary>
internal static unsafe partial class LightGbm
{
    private const string Library = "lib_lightgbm";

    public const int Float32 = 0, Float64 = 1, RawScore = 1, RowMajor = 1, TrainingData = 0;

    /// <exception cref="InputError">A call failed.</exception>
    public static void Check(int status)
    {
        if (status != 0)
            throw new InputError($"LightGBM: {Marshal.PtrToStringUTF8(LGBM_GetLastError())}");
    }

    [LibraryImport(Library)]
    private static partial nint LGBM_GetLastError();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LGBM_DatasetCreateFromMat(
        void* data, int dataType, int rows, int columns, int isRowMajor, string parameters, nint reference, out nint dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LGBM_DatasetSetField(nint dataset, string field, void* data, int count, int type);

    [LibraryImport(Library)]
    public static partial int LGBM_DatasetFree(nint dataset);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LGBM_BoosterCreate(nint dataset, string parameters, out nint booster);

    [LibraryImport(Library)]
    public static partial int LGBM_BoosterUpdateOneIter(nint booster, out int isFinished);

    [LibraryImport(Library)]
    public static partial int LGBM_BoosterUpdateOneIterCustom(nint booster, float* gradient, float* hessian, out int isFinished);

    [LibraryImport(Library)]
    public static partial int LGBM_BoosterGetPredict(nint booster, int dataIndex, out long count, double* scores);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int LGBM_BoosterPredictForMat(
        nint booster, void* data, int dataType, int rows, int columns, int isRowMajor, int predictType, int startIteration, int iterations, string parameters,
        out long count, double* predictions);

    [LibraryImport(Library)]
    public static partial int LGBM_BoosterFree(nint booster);
}
