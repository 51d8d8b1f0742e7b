using System.Diagnostics;

namespace LossGen.Tests.Sample.Gallery;

/// <summary>A browser without a window, where one is installed.</summary>
internal static class Chromium
{
    private const string Advice = "There is no chromium here: apt-get install chromium";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Set in CI, where tests that skip themselves would hide that nothing was looked at.</summary>
    private static readonly bool IsRequired = Environment.GetEnvironmentVariable("LOSSGEN_REQUIRE_CHROMIUM") == "1";

    private static readonly string? Program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>Skips the calling test where there is no browser, or fails it where one is required.</summary>
    public static void Require()
    {
        if (IsRequired && Program is null)
            Assert.Fail(Advice);
        Skip.If(Program is null, Advice);
    }

    /// <summary>Opens a page, with nothing else running and no network, and gives what the browser prints.</summary>
    public static string Open(string address, string profile, params string[] options)
    {
        ProcessStartInfo start = new(Program!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", $"--user-data-dir={profile}",
            },
        };
        foreach (string option in options.Append(address))
            start.ArgumentList.Add(option);
        using Process browser = Process.Start(start)!;
        // Read while it runs: a full pipe would stop it.
        Task<string> output = browser.StandardOutput.ReadToEndAsync(), errors = browser.StandardError.ReadToEndAsync();
        if (!browser.WaitForExit(Patience))
        {
            browser.Kill(entireProcessTree: true);
            Assert.Fail($"The browser was still running after {Patience}.");
        }

        Assert.True(browser.ExitCode == 0, errors.Result);
        return output.Result;
    }
}
