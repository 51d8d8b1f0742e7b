#:package ScottPlot

// Draws the icon of the packages: dotnet run eng/icon.cs [FILE]. A loss, and a step down its gradient.
using SkiaSharp;

const int Size = 128;
string path = args.Length > 0 ? args[0] : Path.Combine("eng", "icon.png");

using var surface = SKSurface.Create(new SKImageInfo(Size, Size));
SKCanvas canvas = surface.Canvas;
canvas.Clear(SKColors.Transparent);

using (var background = new SKPaint { IsAntialias = true })
{
    background.Shader = SKShader.CreateLinearGradient(
        new SKPoint(0, 0), new SKPoint(0, Size), [SKColor.Parse("#0E5A94"), SKColor.Parse("#06283D")], SKShaderTileMode.Clamp);
    canvas.DrawRoundRect(new SKRect(0, 0, Size, Size), 26, 26, background);
}

// Huber's loss: a parabola that goes over into lines.
using (var curve = new SKPath())
{
    for (int i = 0; i <= 200; i++)
    {
        float e = -2.6f + (5.2f * i / 200);
        SKPoint point = At(e);
        if (i == 0)
            curve.MoveTo(point);
        else
            curve.LineTo(point);
    }

    using SKPaint line = Stroke(SKColors.White, 8);
    canvas.DrawPath(curve, line);
}

// The steps of a descent, each smaller than the one before.
using (var ball = new SKPaint { IsAntialias = true, Color = SKColor.Parse("#FF8A1F") })
{
    using SKPaint rim = Stroke(SKColor.Parse("#0A4570"), 5);
    foreach ((float e, float radius) in new[] { (-2.1f, 10.5f), (-1.1f, 8f), (0f, 6.5f) })
    {
        SKPoint centre = At(e);
        canvas.DrawCircle(centre, radius + 1.5f, rim);
        canvas.DrawCircle(centre, radius, ball);
    }
}

using SKImage image = surface.Snapshot();
using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
using FileStream file = File.Create(path);
png.SaveTo(file);

static SKPoint At(float e)
{
    float loss = MathF.Abs(e) <= 1 ? e * e / 2 : MathF.Abs(e) - 0.5f;
    return new SKPoint((Size / 2) + (e * 18.5f), 98 - (loss * 32));
}

static SKPaint Stroke(SKColor color, float width) => new()
{
    IsAntialias = true,
    Style = SKPaintStyle.Stroke,
    Color = color,
    StrokeWidth = width,
    StrokeCap = SKStrokeCap.Round,
    StrokeJoin = SKStrokeJoin.Round,
};
