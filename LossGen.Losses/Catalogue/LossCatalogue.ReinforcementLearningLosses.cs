namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> ReinforcementLearningLosses() =>
    [
        new(
            nameof(ReinforcementLearning.PpoClip),
            ReinforcementLearning.PpoClipInfo,
            LossTask.ReinforcementLearning,
            "The clipped surrogate of proximal policy optimization (PPO): -min(r · A, clip(r, 1 - ε, 1 + ε) · A) of the " +
                "ratio r of the probabilities.",
            ["policy gradients", "reinforcement learning from human feedback", "continuous control"],
            "Avoid it with actions of a much older policy, whose ratios are far from 1.",
            "J. Schulman, F. Wolski, P. Dhariwal, A. Radford and O. Klimov, \"Proximal policy optimization algorithms\", 2017."),
        new(
            nameof(ReinforcementLearning.PpoWithAdvantage),
            ReinforcementLearning.PpoWithAdvantageInfo,
            LossTask.ReinforcementLearning,
            "PpoClip with the advantages that GeneralizedAdvantage estimates, from rewards and values in one call.",
            ["policy gradients", "reinforcement learning from human feedback", "continuous control"],
            "Avoid it where advantages are normalized over the batch: call GeneralizedAdvantage, and PpoClip for each epoch.",
            "J. Schulman, F. Wolski, P. Dhariwal, A. Radford and O. Klimov, \"Proximal policy optimization algorithms\", 2017."),
        new(
            nameof(ReinforcementLearning.PolicyGradient),
            ReinforcementLearning.PolicyGradientInfo,
            LossTask.ReinforcementLearning,
            "REINFORCE with a baseline: -log-probability · (discounted return - baseline).",
            ["policy gradients", "small discrete problems", "training from whole trajectories"],
            "Avoid several epochs over the same trajectories: use PpoClip.",
            "R. J. Williams, \"Simple statistical gradient-following algorithms for connectionist reinforcement " +
                "learning\", Machine Learning 8 (1992)."),
        new(
            nameof(ReinforcementLearning.ValueError),
            ReinforcementLearning.ValueErrorInfo,
            LossTask.ReinforcementLearning,
            "Squared error of estimated values to their TD(λ) returns, values + generalised advantages, which are held fixed.",
            ["actor-critic methods", "value functions", "reinforcement learning"],
            "Avoid it where returns have outliers: use Huber of them.",
            "J. Schulman, P. Moritz, S. Levine, M. Jordan and P. Abbeel, \"High-dimensional continuous control using " +
                "generalized advantage estimation\", ICLR 2016."),
        new(
            nameof(ReinforcementLearning.DiscountedReturns),
            ReinforcementLearning.DiscountedReturnsInfo,
            LossTask.ReinforcementLearning,
            "The discounted return of each step: its reward, and what follows times gamma, up to the end of the episode.",
            ["returns of trajectories", "targets of value functions", "policy gradients"],
            "Avoid it where a value function is at hand: GeneralizedAdvantage has less variance.",
            "R. S. Sutton and A. G. Barto, \"Reinforcement learning: an introduction\", 2nd edition, 2018."),
        new(
            nameof(ReinforcementLearning.GeneralizedAdvantage),
            ReinforcementLearning.GeneralizedAdvantageInfo,
            LossTask.ReinforcementLearning,
            "Generalised advantage estimation (GAE): the discounted sum of what each step was better than its estimated value.",
            ["advantages of trajectories", "actor-critic methods", "PPO and its kin"],
            "Avoid it where values are not learned: use DiscountedReturns.",
            "J. Schulman, P. Moritz, S. Levine, M. Jordan and P. Abbeel, \"High-dimensional continuous control using " +
                "generalized advantage estimation\", ICLR 2016."),
    ];
}
