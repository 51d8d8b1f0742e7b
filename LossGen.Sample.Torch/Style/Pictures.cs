using SkiaSharp;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>Pictures as tensors [1, 3, h, w] of numbers from 0 to 1, and back.</summary>
internal static class Pictures
{
    public const int Size = 64;

    /// <exception cref="InputError">The file is no picture.</exception>
    public static Tensor Load(string file)
    {
        using SKBitmap? bitmap = File.Exists(file) ? SKBitmap.Decode(file) : null;
        using SKBitmap? resized = bitmap?.Resize(new SKSizeI(Size, Size), new SKSamplingOptions(SKCubicResampler.Mitchell));
        return resized is null ? throw new InputError($"'{file}' is not a picture that can be read") : ToTensor(resized);
    }

    /// <summary>Hills under a sun.</summary>
    public static Tensor Landscape() => Draw(canvas =>
    {
        canvas.Clear(new SKColor(150, 200, 235));
        Disc(canvas, new SKColor(255, 214, 70), 46, 16, 8);
        Disc(canvas, new SKColor(70, 140, 80), 16, 74, 36);
        Disc(canvas, new SKColor(40, 100, 60), 52, 80, 38);
    });

    /// <summary>Bands of waves.</summary>
    public static Tensor Waves() => Draw(canvas =>
    {
        SKColor[] colors = [new(20, 30, 90), new(240, 240, 220), new(200, 50, 40), new(240, 170, 50)];
        canvas.Clear(colors[0]);
        for (int band = -2; band < 16; band++)
        {
            using SKPaint paint = new() { Color = colors[(band + 4) % colors.Length], IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 3.2f };
            using SKPath path = new();
            for (int x = 0; x <= Size; x++)
            {
                float y = (band * 4.6f) + (4 * MathF.Sin(x / 5f));
                if (x == 0)
                    path.MoveTo(x, y);
                else
                    path.LineTo(x, y);
            }

            canvas.DrawPath(path, paint);
        }
    });

    /// <summary>Writes pictures side by side, each pixel as a square.</summary>
    public static string Save(string folder, string name, params Tensor[] pictures)
    {
        const int Scale = 5, Gap = 12;
        int side = Size * Scale;
        using SKBitmap sheet = new(((side + Gap) * pictures.Length) - Gap, side);
        using (SKCanvas canvas = new(sheet))
        {
            canvas.Clear(SKColors.White);
            for (int i = 0; i < pictures.Length; i++)
            {
                using SKBitmap bitmap = ToBitmap(pictures[i]);
                using SKImage image = SKImage.FromBitmap(bitmap);
                canvas.DrawImage(image, SKRect.Create(i * (side + Gap), 0, side, side), new SKSamplingOptions(SKFilterMode.Nearest));
            }
        }

        string path = Path.Combine(folder, name + ".png");
        using FileStream file = File.Create(path);
        sheet.Encode(file, SKEncodedImageFormat.Png, 100);
        return path;
    }

    private static Tensor Draw(Action<SKCanvas> draw)
    {
        using SKBitmap bitmap = new(Size, Size);
        using (SKCanvas canvas = new(bitmap))
            draw(canvas);
        return ToTensor(bitmap);
    }

    private static void Disc(SKCanvas canvas, SKColor color, float x, float y, float radius)
    {
        using SKPaint paint = new() { Color = color, IsAntialias = true };
        canvas.DrawCircle(x, y, radius, paint);
    }

    private static Tensor ToTensor(SKBitmap bitmap)
    {
        var numbers = new float[3 * Size * Size];
        for (int y = 0; y < Size; y++)
        {
            for (int x = 0; x < Size; x++)
            {
                SKColor color = bitmap.GetPixel(x, y);
                int at = (y * Size) + x;
                (numbers[at], numbers[(Size * Size) + at], numbers[(2 * Size * Size) + at]) = (color.Red / 255f, color.Green / 255f, color.Blue / 255f);
            }
        }

        return tensor(numbers).reshape(1, 3, Size, Size);
    }

    private static SKBitmap ToBitmap(Tensor picture)
    {
        using Tensor bytes = (picture.detach().clamp(0, 1) * 255).round().to(ScalarType.Byte).contiguous();
        byte[] numbers = [.. bytes.data<byte>()];
        SKBitmap bitmap = new(Size, Size);
        for (int at = 0; at < Size * Size; at++)
            bitmap.SetPixel(at % Size, at / Size, new SKColor(numbers[at], numbers[(Size * Size) + at], numbers[(2 * Size * Size) + at]));
        return bitmap;
    }
}
