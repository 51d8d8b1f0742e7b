namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> ImagingLosses() =>
    [
        new(
            nameof(Imaging.StructuralSimilarity),
            Imaging.StructuralSimilarityInfo,
            LossTask.Imaging,
            "Structural similarity (SSIM) as a loss: 1 - SSIM of the means, variances and covariance in each window that lies inside " +
                "of the images.",
            ["image restoration", "super-resolution", "denoising", "image compression", "perceptual similarity"],
            "Avoid it alone where colours and brightness must be right: add AbsoluteError. Images smaller than the window have no " +
                "loss (NaN).",
            "Z. Wang, A. C. Bovik, H. R. Sheikh and E. P. Simoncelli, \"Image quality assessment: from error visibility to structural " +
                "similarity\", IEEE TIP 2004."),
        new(
            nameof(Imaging.LocalCorrelation),
            Imaging.LocalCorrelationInfo,
            LossTask.Imaging,
            "Local normalised cross-correlation (LNCC) as a loss: 1 - covariance² / (variance · variance + eps) in each window that " +
                "lies inside of the images.",
            ["image registration", "medical image registration", "images of different contrast", "optical flow and stereo matching"],
            "Avoid it where brightness must be right, which it does not see, and where windows are mostly flat. Images smaller than " +
                "the window have no loss (NaN).",
            "G. Balakrishnan, A. Zhao, M. R. Sabuncu, J. Guttag and A. V. Dalca, \"VoxelMorph: a learning framework for deformable " +
                "medical image registration\", IEEE TMI 2019."),
        new(
            nameof(Imaging.TotalVariation),
            Imaging.TotalVariationInfo,
            LossTask.Imaging,
            "Anisotropic total variation: the sum of the absolute differences of neighbouring pixels, down and across.",
            ["denoising", "image restoration", "smooth images, masks and displacement fields with sharp edges", "style transfer"],
            "Avoid it alone, since a constant image has none: it goes beside a loss of the data, with a small weight.",
            "L. I. Rudin, S. Osher and E. Fatemi, \"Nonlinear total variation based noise removal algorithms\", Physica D 1992."),
    ];
}
